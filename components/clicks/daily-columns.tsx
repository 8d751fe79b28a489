import type { DailyAnswer, Entity } from '@/lib/reports/shapes'
import { DrillLink } from '../filters/drill-link'
import { fullDay, number } from '../format'
import type { Column } from '../tables/column'
import { UrlLink } from '../url-link'
import { withParams, withQuestion, type Params } from '../url-state'

export type DailyRow = DailyAnswer['rows'][number]

/** Names a row in the URL: `2026-11-21.12.5.0`, with 0 for no network. */
export function dailyRowKey({ day, advertiser, publisher, network }: DailyRow): string {
  return [day, advertiser.id, publisher.id, network?.id ?? 0].join('.')
}

function PublisherLink({ publisher, params }: { publisher: Entity; params: Params }) {
  const isChosen = params.get('publisher') === String(publisher.id)
  return (
    <UrlLink
      to={withQuestion(params, { publisher: isChosen ? null : String(publisher.id) })}
      title={isChosen ? 'Show all publishers' : `Only ${publisher.name}`}
      className="decoration-border-control underline-offset-4 hover:underline"
    >
      {publisher.name}
    </UrlLink>
  )
}

/** A column for those who see several publishers. */
export function publisherColumn<Row extends { publisher: Entity }>(params: Params): Column<Row> {
  return {
    id: 'publisher',
    name: 'Publisher',
    width: '10rem',
    cell: ({ publisher }) => <PublisherLink publisher={publisher} params={params} />,
    text: ({ publisher }) => publisher.name,
  }
}

/** Daily rows: one of each advertiser, publisher and network. */
export function dailyColumns(params: Params, seesMany: boolean, totals: DailyAnswer['totals'] | undefined): Column<DailyRow>[] {
  return [
    {
      id: 'day',
      name: 'Day',
      width: '9rem',
      phoneWidth: '5.5rem',
      sort: 'day',
      sortsDown: true,
      onPhones: true,
      cell: (row) => (
        <UrlLink to={withParams(params, { row: dailyRowKey(row) })} aria-label={`Details of ${row.advertiser.name} on ${fullDay(row.day)}`}>
          <span className="max-md:hidden">{fullDay(row.day)}</span>
          <span className="md:hidden">{fullDay(row.day).slice(5, -6)}</span>
        </UrlLink>
      ),
      text: ({ day }) => day,
    },
    {
      id: 'advertiser',
      name: 'Advertiser',
      width: '8rem',
      onPhones: true,
      cell: ({ advertiser }) => <DrillLink dimension="advertiser" value={String(advertiser.id)} label={advertiser.name} />,
      text: ({ advertiser }) => advertiser.name,
    },
    ...(seesMany ? [publisherColumn<DailyRow>(params)] : []),
    {
      id: 'network',
      name: 'Network',
      width: '8rem',
      cell: ({ network }) =>
        network ? <DrillLink dimension="network" value={String(network.id)} label={network.name} /> : <span className="text-muted">None</span>,
      text: ({ network }) => network?.name ?? '',
    },
    {
      id: 'clicks',
      name: 'Clicks',
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
      name: 'Unique clicks',
      width: '8rem',
      isFigure: true,
      total: totals && number(totals.uniqueClicks),
      cell: ({ uniqueClicks }) => number(uniqueClicks),
      text: ({ uniqueClicks }) => uniqueClicks,
    },
  ]
}
