import type { CustomPayoutAnswer } from '@/lib/api/v2/custom-payouts.contract'
import { orNone, timeColumn } from '@/components/catalog/cells'
import type { Column } from '@/components/tables/column'
import type { Params } from '@/components/url/url-state'
import type { Translate } from '@/messages/settings'
import { priceText } from './price-text'
import { aboutPublisher } from './publisher-columns'

type Row = CustomPayoutAnswer

/** Columns of an offer's custom payouts. */
export function payoutColumns({
  timezone,
  t,
}: {
  params: Params
  timezone: string
  t: Translate<'offerParts.payouts'>
}): Column<Row>[] {
  // Unknown has no effect.
  const payout = (row: Row) =>
    row.payout_type === 'Unknown' ? '' : priceText(row.payout_type, row.payout, row.payout_percent, row.currency)
  const revenue = (row: Row) =>
    row.revenue_type === 'Unknown' ? '' : priceText(row.revenue_type, row.revenue, row.revenue_percent, row.currency)
  return [
    aboutPublisher(t('columns.publisher')),
    {
      id: 'event',
      name: t('columns.for'),
      width: '10rem',
      cell: ({ event }) => event?.name ?? <span className="text-muted">{t('wholeOffer')}</span>,
      text: ({ event }) => event?.name ?? t('wholeOffer'),
    },
    {
      id: 'payout',
      name: t('columns.payout'),
      width: '9rem',
      phoneWidth: '8rem',
      onPhones: true,
      isFigure: true,
      sort: 'payout',
      sortsDown: true,
      cell: (row) => orNone(payout(row), t('unchanged')),
      text: payout,
    },
    {
      id: 'payout_type',
      name: t('columns.payoutType'),
      width: '5rem',
      sort: 'payout_type',
      cell: ({ payout_type: type }) => orNone(type === 'Unknown' ? null : type),
      text: ({ payout_type: type }) => type,
    },
    {
      id: 'revenue',
      name: t('columns.revenue'),
      width: '9rem',
      isFigure: true,
      sort: 'revenue',
      sortsDown: true,
      cell: (row) => orNone(revenue(row), t('unchanged')),
      text: revenue,
    },
    {
      id: 'revenue_type',
      name: t('columns.revenueType'),
      width: '5rem',
      sort: 'revenue_type',
      cell: ({ revenue_type: type }) => orNone(type === 'Unknown' ? null : type),
      text: ({ revenue_type: type }) => type,
    },
    { ...timeColumn('created_at', t('columns.created'), timezone), isExtra: false },
    timeColumn('updated_at', t('columns.updated'), timezone),
  ]
}
