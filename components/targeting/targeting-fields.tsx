'use client'

import { useTranslations } from 'next-intl'
import { browserNames, deviceNames, osNames } from '@/lib/agent-names'
import { listRegions } from '@/lib/api/app/regions.contract'
import { targetingDimensions, type TargetingDimension } from '@/lib/api/v2/offer-options'
import { FoundChipsField } from '@/components/catalog/found-chips-field'
import { KnownChipsField } from '@/components/catalog/known-chips-field'
import type { Source } from '@/components/catalog/use-found'
import type { Option } from '@/components/ui/fitting'
import { useRegionNames } from './use-region-names'

type Side = 'include' | 'exclude'
type Path = `${TargetingDimension}.${Side}`
type Lists = Readonly<Record<TargetingDimension, Readonly<Record<Side, readonly string[]>>>>

/** Built on the server, since browsers know different names. */
export type TargetingChoices = { countries: readonly Option[]; languages: readonly Option[] }

const named = (names: readonly string[]): Option[] => names.map((name) => ({ value: name, label: name }))
const agents = { device: named(deviceNames), os: named(osNames), browser: named(browserNames) }

const regions: Source<{ code: string; name: string }> = {
  contract: listRegions,
  option: ({ code, name }) => ({ value: code, label: name }),
}

/** Who an offer is for: for each dimension, the only values that visitors can have, and those that they can't. */
export function TargetingFields({
  fieldOf,
  value,
  onChange,
  choices,
}: {
  /** From `form.field(…)`. */
  fieldOf: (path: Path) => { name: string; id: string; error: string | undefined }
  value: Lists
  onChange: (path: Path, values: string[]) => void
  choices: TargetingChoices
}) {
  const t = useTranslations('targeting')
  const nameOfRegion = useRegionNames([...value.region.include, ...value.region.exclude])
  const options = { country: choices.countries, language: choices.languages, ...agents }
  return (
    <div className="divide-y rounded-control border">
      {targetingDimensions.map((dimension) => (
        <fieldset key={dimension} className="px-3 py-2.5">
          <legend className="sr-only">{t(`dimensions.${dimension}`)}</legend>
          <div className="grid gap-x-4 gap-y-2 sm:grid-cols-[6.5rem_minmax(0,1fr)_minmax(0,1fr)]">
            <p aria-hidden className="flex items-center font-medium sm:h-9">
              {t(`dimensions.${dimension}`)}
            </p>
            {(['include', 'exclude'] as const).map((side) => {
              const path: Path = `${dimension}.${side}`
              const shared = {
                field: fieldOf(path),
                label: t(`labels.${side}`, { dimension: t(`many.${dimension}`) }),
                isLabelHidden: true,
                value: value[dimension][side],
                onChange: (values: string[]) => onChange(path, values),
                words: { add: t(side), search: t('search', { things: t(`many.${dimension}`) }) },
              }
              return dimension === 'region' ? (
                <FoundChipsField key={side} {...shared} source={regions} known={nameOfRegion} />
              ) : (
                <KnownChipsField key={side} {...shared} options={options[dimension]} />
              )
            })}
          </div>
        </fieldset>
      ))}
    </div>
  )
}
