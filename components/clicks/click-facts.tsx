'use client'

import { useTranslations } from 'next-intl'
import type { ClickDetails } from '@/lib/reports/click-schema'
import { CodeFact, DrillFact, SubIdFacts } from '@/components/logs/facts'
import { money } from '@/components/ui/format'
import { Fact, Facts } from './facts'
import { StatusBadge } from './status-badge'
import { useReasons } from './use-reasons'

const known = (values: (string | null)[]) => values.some((value) => value !== null && value !== '')

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
        <CodeFact name={t('columns.id')} value={click.id} />
      </Facts>
      <Facts title={t('click.offer')}>
        <DrillFact dimension="advertiser" value={click.advertiser.id} label={click.advertiser.name} />
        <DrillFact dimension="offer" value={click.offer.id} label={click.offer.name} />
        <Fact name={t('click.landingPage')}>{click.landingPage?.name}</Fact>
        {click.network && <DrillFact dimension="network" value={click.network.id} label={click.network.name} />}
        <Fact name={t('columns.publisher')}>{click.publisher.name}</Fact>
        {click.campaign && <DrillFact dimension="campaign" value={click.campaign.id} label={click.campaign.name} />}
        <Fact name={t('click.channel')}>{click.channel}</Fact>
        <Fact name={t('click.domain')}>{click.domain}</Fact>
        <CodeFact name={t('columns.url')} value={click.url} />
      </Facts>
      <Facts title={t('click.visitor')}>
        <DrillFact dimension="country" value={click.country} />
        <Fact name={t('click.location')}>{[click.city, click.region].filter(Boolean).join(', ')}</Fact>
        <Fact name={t('click.coordinates')}>
          {latitude !== null && longitude !== null ? `${latitude.toFixed(2)}, ${longitude.toFixed(2)}` : null}
        </Fact>
        <Fact name={t('click.timezone')}>{click.timezone}</Fact>
        <DrillFact dimension="device" value={click.device} />
        <DrillFact dimension="browser" value={click.browser} version={click.browserVersion} />
        <DrillFact dimension="os" value={click.os} version={click.osVersion} />
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
          <SubIdFacts subIds={click.subIds} />
          <CodeFact name={t('click.transaction')} value={click.externalTransactionId} />
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
