'use client'

import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import { declarationOf } from '@/lib/reports/metrics'
import type { DailyAnswer } from '@/lib/api/app/clicks/daily.contract'
import { DrillLink } from '@/components/filters/drill-link'
import { figure } from '@/components/ui/figure'
import { fullDay, number, share } from '@/components/ui/format'
import { Button } from '@/components/ui/button'
import { Blank } from '@/components/ui/notice'
import { Sheet } from '@/components/ui/overlay'
import { UrlLink } from '@/components/url/url-link'
import { withFilter, withParams, withQuestion } from '@/components/url/url-state'
import type { Answer } from '@/components/api/use-answer'
import { useUrl } from '@/components/url/use-url'
import { dailyRowKey, useResults, type DailyRow } from './daily-columns'
import { Fact, Facts } from './facts'

const muted = (chunks: ReactNode) => <span className="text-muted">{chunks}</span>

function Body({ row, totals, currency }: { row: DailyRow; totals: DailyAnswer['totals']; currency: string }) {
  const t = useTranslations('clicks')
  const common = useTranslations('common')
  const names = useTranslations('reports.dimensions')
  const metrics = useTranslations('reports.metrics')
  const results = useResults()
  const { params } = useUrl()
  const { day, advertiser, publisher, network } = row
  const single = withFilter(
    withQuestion(params, {
      view: 'single',
      range: null,
      from: day,
      to: day,
      publisher: String(publisher.id),
      columns: null,
      sort: null,
      bots: 'exclude',
      status: 'Approved',
    }),
    'advertiser',
    { mode: 'include', values: [String(advertiser.id)] },
  )
  return (
    <>
      <Facts title={t('daily.counts')}>
        <Fact name={t('columns.clicks')}>
          <span className="tabular-nums">
            {t.rich('daily.ofRange', { count: number(row.clicks), share: share(row.clicks, totals.clicks), muted })}
          </span>
        </Fact>
        <Fact name={t('columns.uniqueClicks')}>
          <span className="tabular-nums">
            {t.rich('daily.ofClicks', {
              count: number(row.uniqueClicks),
              share: share(row.uniqueClicks, row.clicks),
              muted,
            })}
          </span>
        </Fact>
        {results.map((metric) => (
          <Fact key={metric} name={metrics(`${metric}.name`)}>
            <span className="tabular-nums">
              {figure(row[metric] ?? null, { unit: declarationOf(metric).unit, currency })}
            </span>
          </Fact>
        ))}
      </Facts>
      <Facts title={t('daily.breakdown')}>
        <Fact name={names('advertiser.title')}>
          <DrillLink
            dimension="advertiser"
            value={String(advertiser.id)}
            label={advertiser.name}
            className="text-accent"
          />
        </Fact>
        <Fact name={t('columns.publisher')}>{publisher.name}</Fact>
        <Fact name={names('network.title')}>
          {network ? (
            <DrillLink dimension="network" value={String(network.id)} label={network.name} className="text-accent" />
          ) : (
            common('none')
          )}
        </Fact>
      </Facts>
      <Button asChild variant="primary" className="mt-2 w-full">
        <UrlLink
          to={network ? withFilter(single, 'network', { mode: 'include', values: [String(network.id)] }) : single}
        >
          {t('daily.open', { count: row.clicks })}
        </UrlLink>
      </Button>
    </>
  )
}

/** A daily row's details, and a link to its clicks. The row must be on the current page of the table. */
export function DailySheet({ answer: { data, outdated } }: { answer: Answer<DailyAnswer> }) {
  const t = useTranslations('clicks.daily')
  const { params, go } = useUrl()
  const key = params.get('row')
  const row = data?.rows.find((candidate) => dailyRowKey(candidate) === key)
  return (
    <Sheet
      open={key !== null && data !== undefined}
      onOpenChange={(open) => !open && go(withParams(params, { row: null }))}
      title={row ? row.advertiser.name : t('label')}
      subtitle={row && fullDay(row.day)}
    >
      {row && data ? (
        <Body row={row} totals={data.totals} currency={data.currency} />
      ) : (
        !outdated && <Blank title={t('goneTitle')}>{t('gone')}</Blank>
      )}
    </Sheet>
  )
}
