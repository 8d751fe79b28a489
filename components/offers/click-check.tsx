'use client'

import { CircleCheck, CircleX } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { browserNames, deviceNames, osNames } from '@/lib/agent-names'
import { listRegions } from '@/lib/api/app/regions.contract'
import { mismatch, targetingDimensions, type TargetingDimension } from '@/lib/api/v2/offer-options'
import type { OfferAnswer } from '@/lib/api/v2/offers.contract'
import { targetingGroupsResource } from '@/lib/api/v2/targeting-groups.contract'
import { useAnswer } from '@/components/api/use-answer'
import { OptionField } from '@/components/catalog/fields'
import { ReferenceField } from '@/components/catalog/reference-field'
import type { TargetingChoices } from '@/components/targeting/targeting-fields'
import type { Option } from '@/components/ui/fitting'
import { Card } from '@/components/ui/small'

type Targeting = OfferAnswer['simple_targeting']
type Visitor = Record<TargetingDimension, string>

const named = (names: readonly string[]): Option[] => names.map((name) => ({ value: name, label: name }))
const agents = { device: named(deviceNames), os: named(osNames), browser: named(browserNames) }
const unknown: Visitor = { country: '', region: '', device: '', os: '', browser: '', language: '' }

const targets = (targeting: Targeting, dimension: TargetingDimension): boolean => {
  const lists = targeting[dimension]
  return lists !== undefined && lists.include.length + lists.exclude.length > 0
}

/** What counts for the offer: its own targeting, its group's, or none. Undefined until that's known. */
function useTargeting(offer: OfferAnswer): Targeting | undefined {
  const { targeting_simple_enabled: isSimple, targeting_group_id: group } = offer
  const asks = !isSimple && group !== null
  const { data } = useAnswer({
    contract: targetingGroupsResource.contracts.read,
    params: { targetingGroupID: group ?? '' },
    enabled: asks,
  })
  if (isSimple) return offer.simple_targeting
  return asks ? data?.data.targeting : {}
}

function Verdict({ offer, targeting, visitor }: { offer: OfferAnswer; targeting: Targeting; visitor: Visitor }) {
  const t = useTranslations('offers.test')
  const dimensions = useTranslations('targeting.dimensions')
  const isUsable = offer.active && !offer.archived
  const dimension = isUsable ? mismatch(targeting, visitor) : undefined
  const isAccepted = isUsable && dimension === undefined
  const url = offer.fallback_urls[isUsable ? 'targeting' : 'inactive'] ?? offer.fallback_url
  return (
    <output className="flex gap-2.5 rounded-control border bg-surface-sunken p-3">
      {isAccepted ? (
        <CircleCheck className="mt-0.5 size-4 shrink-0 text-positive" aria-hidden />
      ) : (
        <CircleX className="mt-0.5 size-4 shrink-0 text-negative" aria-hidden />
      )}
      <span className="min-w-0">
        <span className="block font-medium">
          {isAccepted
            ? t('accepted')
            : dimension === undefined
              ? t('inactive')
              : t('notTargeted', { dimension: dimensions(dimension) })}
        </span>
        <span className="block break-words text-muted">
          {isAccepted ? t('acceptedSentence') : url ? t('toFallback', { url }) : t('toPlainPage')}
        </span>
      </span>
    </output>
  )
}

/** Says how targeting would decide about a click. Asks only for what it goes by. */
export function ClickCheck({ offer, choices }: { offer: OfferAnswer; choices: TargetingChoices }) {
  const t = useTranslations('offers.test')
  const words = useTranslations('targeting')
  const [visitor, setVisitor] = useState(unknown)
  const targeting = useTargeting(offer)
  const asked = targeting ? targetingDimensions.filter((dimension) => targets(targeting, dimension)) : []
  const options = { country: choices.countries, language: choices.languages, ...agents }
  return (
    <Card aria-labelledby="click-check" className="space-y-4 p-4 md:p-5">
      <div className="space-y-0.5">
        <h2 id="click-check" className="text-lg font-semibold">
          {t('checkTitle')}
        </h2>
        <p className="text-muted">{t(targeting && asked.length === 0 ? 'checkEveryone' : 'checkSentence')}</p>
      </div>
      {asked.length > 0 && (
        <div className="grid items-start gap-4 sm:grid-cols-2 lg:grid-cols-3">
          {asked.map((dimension) => {
            const shared = {
              field: { name: `visitor_${dimension}`, id: `visitor_${dimension}`, error: undefined },
              label: words(`dimensions.${dimension}`),
              none: t('unknown'),
              value: visitor[dimension],
              onChange: (value: string) => setVisitor((before) => ({ ...before, [dimension]: value })),
              search: words('search', { things: words(`many.${dimension}`) }),
            }
            return dimension === 'region' ? (
              <ReferenceField
                key={dimension}
                {...shared}
                source={{
                  contract: listRegions,
                  option: ({ code, name }: { code: string; name: string }) => ({ value: code, label: name }),
                }}
                known={null}
              />
            ) : (
              <OptionField key={dimension} {...shared} options={options[dimension]} />
            )
          })}
        </div>
      )}
      {targeting && <Verdict offer={offer} targeting={targeting} visitor={visitor} />}
    </Card>
  )
}
