'use client'

import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import type { ClickDetails } from '@/lib/reports/click-schema'
import { DrillLink } from '@/components/filters/drill-link'
import { plainLabel } from '@/components/filters/labels'
import { money } from '@/components/ui/format'
import type { Dimension } from '@/components/url/url-state'
import { Fact, Facts } from './facts'
import { StatusBadge } from './status-badge'
import { useReasons } from './use-reasons'

const known = (values: (string | null)[]) => values.some((value) => value !== null && value !== '')

/** A fact about one dimension. Clicking its value filters by it. */
function Drill({
  dimension,
  value,
  label,
  version,
}: {
  dimension: Dimension
  value: string | number
  label?: string
  version?: string
}): ReactNode {
  const t = useTranslations('common')
  const names = useTranslations('reports.dimensions')
  const name = label ?? plainLabel(dimension, String(value), t) ?? String(value)
  return (
    <Fact name={names(`${dimension}.title`)}>
      <DrillLink dimension={dimension} value={String(value)} label={name} className="text-accent">
        {version ? `${name} ${version}` : name}
      </DrillLink>
    </Fact>
  )
}

/** The facts about one click, grouped by what people look for: its outcome, where it went, and who clicked. */
export function ClickFacts({ click }: { click: ClickDetails }) {
  const t = useTranslations('clicks')
  const reasons = useReasons()
  const { utm, latitude, longitude } = click
  const isApproved = click.status === 'Approved'
  return (
    <>
      <Facts title={t('click.outcome')}>
        <Fact name={t('columns.status')}>
          <StatusBadge click={click} />
        </Fact>
        <Fact name={t('columns.reason')}>{reasons.reason(click.reason)}</Fact>
        <Fact name={t('columns.flags')}>{reasons.flags(click.flags)}</Fact>
        <Fact name={t('click.payout')}>{isApproved ? money(click.payout, click.currency) : null}</Fact>
        <Fact name={t('click.revenue')}>
          {click.revenue !== null && isApproved ? money(click.revenue, click.currency) : null}
        </Fact>
        <Fact name={t('columns.id')} isCode copy={click.id}>
          {click.id}
        </Fact>
      </Facts>
      <Facts title={t('click.offer')}>
        <Drill dimension="advertiser" value={click.advertiser.id} label={click.advertiser.name} />
        <Drill dimension="offer" value={click.offer.id} label={click.offer.name} />
        <Fact name={t('click.landingPage')}>{click.landingPage?.name}</Fact>
        {click.network && <Drill dimension="network" value={click.network.id} label={click.network.name} />}
        <Fact name={t('columns.publisher')}>{click.publisher.name}</Fact>
        {click.campaign && <Drill dimension="campaign" value={click.campaign.id} label={click.campaign.name} />}
        <Fact name={t('click.channel')}>{click.channel}</Fact>
        <Fact name={t('click.domain')}>{click.domain}</Fact>
        <Fact name={t('columns.url')} isCode copy={click.url}>
          {click.url}
        </Fact>
      </Facts>
      <Facts title={t('click.visitor')}>
        <Drill dimension="country" value={click.country} />
        <Fact name={t('click.location')}>{[click.city, click.region].filter(Boolean).join(', ')}</Fact>
        <Fact name={t('click.coordinates')}>
          {latitude !== null && longitude !== null ? `${latitude.toFixed(2)}, ${longitude.toFixed(2)}` : null}
        </Fact>
        <Fact name={t('click.timezone')}>{click.timezone}</Fact>
        <Drill dimension="device" value={click.device} />
        <Drill dimension="browser" value={click.browser} version={click.browserVersion} />
        <Drill dimension="os" value={click.os} version={click.osVersion} />
        <Fact name={t('click.language')}>{click.language}</Fact>
        <Fact name={t('click.address')} isCode>
          {click.ip}
        </Fact>
        <Fact name={t('click.userAgent')} isCode>
          {click.userAgent}
        </Fact>
      </Facts>
      <Facts title={t('click.source')}>
        <Fact name={t('columns.referrer')} isCode={click.referer !== ''}>
          {click.referer || t('click.noReferrer')}
        </Fact>
        <Fact name="utm_source">{utm.source}</Fact>
        <Fact name="utm_medium">{utm.medium}</Fact>
        <Fact name="utm_campaign">{utm.campaign}</Fact>
        <Fact name="utm_term">{utm.term}</Fact>
        <Fact name="utm_content">{utm.content}</Fact>
      </Facts>
      {known([...click.subIds, click.externalTransactionId, ...Object.values(click.extra)]) && (
        <Facts title={t('click.parameters')}>
          {click.subIds.map((value, index) => (
            <Fact
              // oxlint-disable-next-line react/no-array-index-key -- the six have fixed positions
              key={index}
              name={index === 0 ? t('columns.subId') : t('click.subIdNumber', { number: index + 1 })}
              isCode
              {...(value ? { copy: value } : {})}
            >
              {value}
            </Fact>
          ))}
          <Fact
            name={t('click.transaction')}
            isCode
            {...(click.externalTransactionId ? { copy: click.externalTransactionId } : {})}
          >
            {click.externalTransactionId}
          </Fact>
          {Object.entries(click.extra).map(([name, value]) => (
            <Fact key={name} name={name} isCode>
              {value}
            </Fact>
          ))}
        </Facts>
      )}
    </>
  )
}
