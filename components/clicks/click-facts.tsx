'use client'

import { useTranslations } from 'next-intl'
import type { ClickAnswer } from '@/lib/api/app/clicks/details.contract'
import type { VisitDetails } from '@/lib/reports/click-schema'
import { CodeFact, DrillFact, SubIdFacts } from '@/components/logs/facts'
import { OriginFacts } from '@/components/logs/origin'
import { PublisherFact, RecordFact } from '@/components/logs/record-fact'
import { money } from '@/components/ui/format'
import { Fact, Facts } from './facts'
import { StatusBadge } from './status-badge'
import { useReasons } from './use-reasons'

const known = (values: (string | null)[]) => values.some((value) => value !== null && value !== '')

/** The facts about one click, grouped by what people look for: its outcome, where it went, and who clicked. */
export function ClickFacts({ click }: { click: ClickAnswer }) {
  const t = useTranslations('clicks.columns')
  return (
    <>
      <OriginFacts origin={click} />
      <VisitFacts visit={click} idName={t('id')} url={click.url} />
    </>
  )
}

/** The facts about a click or an impression. */
export function VisitFacts({ visit, idName, url = '' }: { visit: VisitDetails; idName: string; url?: string }) {
  const t = useTranslations('clicks')
  const names = useTranslations('reports.dimensions')
  const reasons = useReasons()
  const { utm, latitude, longitude } = visit
  const isApproved = visit.status === 'Approved'
  return (
    <>
      <Facts title={t('click.outcome')}>
        <Fact name={t('columns.status')}>
          <StatusBadge click={visit} />
        </Fact>
        <Fact name={t('columns.reason')}>{reasons.reason(visit.reason)}</Fact>
        <Fact name={t('columns.flags')}>{reasons.flags(visit.flags)}</Fact>
        <Fact name={t('click.payout')}>{isApproved ? money(visit.payout, visit.currency) : null}</Fact>
        <Fact name={t('click.revenue')}>
          {visit.revenue !== null && isApproved ? money(visit.revenue, visit.currency) : null}
        </Fact>
        <CodeFact name={idName} value={visit.id} />
      </Facts>
      <Facts title={t('click.offer')}>
        <RecordFact kind="advertiser" record={visit.advertiser} name={names('advertiser.title')} />
        <RecordFact kind="offer" record={visit.offer} name={names('offer.title')} />
        <Fact name={t('click.landingPage')}>{visit.landingPage?.name}</Fact>
        <RecordFact kind="network" record={visit.network} name={names('network.title')} />
        <PublisherFact publisher={visit.publisher} />
        <RecordFact kind="campaign" record={visit.campaign} name={names('campaign.title')} />
        <Fact name={t('click.channel')}>{visit.channel}</Fact>
        <Fact name={t('click.domain')}>{visit.domain}</Fact>
        <CodeFact name={t('columns.url')} value={url} />
      </Facts>
      <Facts title={t('click.visitor')}>
        <DrillFact dimension="country" value={visit.country} />
        <Fact name={t('click.location')}>{[visit.city, visit.region].filter(Boolean).join(', ')}</Fact>
        <Fact name={t('click.coordinates')}>
          {latitude !== null && longitude !== null ? `${latitude.toFixed(2)}, ${longitude.toFixed(2)}` : null}
        </Fact>
        <Fact name={t('click.timezone')}>{visit.timezone}</Fact>
        <DrillFact dimension="device" value={visit.device} />
        <DrillFact dimension="browser" value={visit.browser} version={visit.browserVersion} />
        <DrillFact dimension="os" value={visit.os} version={visit.osVersion} />
        <Fact name={t('click.language')}>{visit.language}</Fact>
        <Fact name={t('click.address')} isCode>
          {visit.ip}
        </Fact>
        <Fact name={t('click.userAgent')} isCode>
          {visit.userAgent}
        </Fact>
      </Facts>
      <Facts title={t('click.source')}>
        <Fact name={t('columns.referrer')} isCode={visit.referer !== ''}>
          {visit.referer || t('click.noReferrer')}
        </Fact>
        <Fact name="utm_source">{utm.source}</Fact>
        <Fact name="utm_medium">{utm.medium}</Fact>
        <Fact name="utm_campaign">{utm.campaign}</Fact>
        <Fact name="utm_term">{utm.term}</Fact>
        <Fact name="utm_content">{utm.content}</Fact>
      </Facts>
      {known([...visit.subIds, visit.externalTransactionId, ...Object.values(visit.extra)]) && (
        <Facts title={t('click.parameters')}>
          <SubIdFacts subIds={visit.subIds} />
          <CodeFact name={t('click.transaction')} value={visit.externalTransactionId} />
          {Object.entries(visit.extra).map(([name, value]) => (
            <Fact key={name} name={name} isCode>
              {value}
            </Fact>
          ))}
        </Facts>
      )}
    </>
  )
}
