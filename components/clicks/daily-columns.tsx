import { useTranslations } from 'next-intl'
import { declarationOf, metricsFor } from '@/lib/reports/metrics'
import type { DailyAnswer } from '@/lib/api/app/clicks/daily.contract'
import { DrillLink } from '@/components/filters/drill-link'
import { usePublisherColumn } from '@/components/logs/publisher-column'
import { bareFigure, figure } from '@/components/ui/figure'
import { fullDay, number } from '@/components/ui/format'
import type { Column } from '@/components/tables/column'
import { UrlLink } from '@/components/url/url-link'
import { withParams } from '@/components/url/url-state'
import { useUrl } from '@/components/url/use-url'
import { useViewer } from '@/components/shell/viewer'

export type DailyRow = DailyAnswer['rows'][number]

/** What clicks led to. */
const results = ['conversions', 'cr', 'epc', 'payout', 'revenue', 'profit'] as const

/** Those that the viewer sees. */
export function useResults() {
  const seen = metricsFor(useViewer().role)
  return results.filter((metric) => seen.includes(metric))
}

/** A row's key in the URL: `2026-11-21.12.5.0`, with 0 for no network. */
export function dailyRowKey({ day, advertiser, publisher, network }: DailyRow): string {
  return [day, advertiser.id, publisher.id, network?.id ?? 0].join('.')
}

/** Columns of daily rows. Each day has a row for every advertiser, publisher, and network with clicks. */
export function useDailyColumns(answer: DailyAnswer | undefined): Column<DailyRow>[] {
  const t = useTranslations('clicks')
  const common = useTranslations('common')
  const names = useTranslations('reports.dimensions')
  const { params } = useUrl()
  const metrics = useTranslations('reports.metrics')
  const { seesMany, organization } = useViewer()
  const shown = useResults()
  const totals = answer?.totals
  const publisher = usePublisherColumn<DailyRow>()
  return [
    {
      id: 'day',
      name: t('columns.day'),
      width: '9rem',
      phoneWidth: '5.5rem',
      sort: 'day',
      sortsDown: true,
      onPhones: true,
      cell: (row) => (
        <UrlLink
          to={withParams(params, { row: dailyRowKey(row) })}
          aria-label={t('daily.details', { advertiser: row.advertiser.name, day: fullDay(row.day) })}
        >
          <span className="max-md:hidden">{fullDay(row.day)}</span>
          <span className="md:hidden">{fullDay(row.day).slice(5, -6)}</span>
        </UrlLink>
      ),
      text: ({ day }) => day,
    },
    {
      id: 'advertiser',
      name: names('advertiser.title'),
      width: '8rem',
      onPhones: true,
      cell: ({ advertiser }) => (
        <DrillLink dimension="advertiser" value={String(advertiser.id)} label={advertiser.name} />
      ),
      text: ({ advertiser }) => advertiser.name,
    },
    ...(seesMany ? [publisher] : []),
    {
      id: 'network',
      name: names('network.title'),
      width: '8rem',
      cell: ({ network }) =>
        network ? (
          <DrillLink dimension="network" value={String(network.id)} label={network.name} />
        ) : (
          <span className="text-muted">{common('none')}</span>
        ),
      text: ({ network }) => network?.name ?? '',
    },
    {
      id: 'clicks',
      name: t('columns.clicks'),
      width: '6rem',
      phoneWidth: '6rem',
      isFigure: true,
      sort: 'clicks',
      sortsDown: true,
      onPhones: true,
      total: totals && number(totals.clicks),
      cell: ({ clicks }) => number(clicks),
      text: ({ clicks }) => clicks,
    },
    {
      id: 'uniqueClicks',
      name: t('columns.uniqueClicks'),
      width: '8rem',
      isFigure: true,
      total: totals && number(totals.uniqueClicks),
      cell: ({ uniqueClicks }) => number(uniqueClicks),
      text: ({ uniqueClicks }) => uniqueClicks,
    },
    ...shown.map((metric): Column<DailyRow> => {
      const { unit } = declarationOf(metric)
      const kind = { unit, currency: answer?.currency ?? organization.currency }
      const shownOf = (value: number | null = null) => (
        <span title={figure(value, kind)}>{bareFigure(value, unit)}</span>
      )
      const name = metrics(`${metric}.column`)
      return {
        id: metric,
        name: unit === 'money' ? t('columns.amount', { name, currency: kind.currency }) : name,
        width: unit === 'money' ? '7.5rem' : metric === 'cr' ? '5rem' : '7rem',
        isFigure: true,
        total: totals && shownOf(totals[metric]),
        cell: (row) => shownOf(row[metric]),
        text: (row) => row[metric] ?? '',
      }
    }),
  ]
}
