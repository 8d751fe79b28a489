import type { CustomPayoutAnswer } from '@/lib/api/v2/custom-payouts.contract'
import { orNone, timeColumn } from '@/components/catalog/cells'
import { ItemLink } from '@/components/catalog/record-sheet'
import { StateBadge, stateOf } from '@/components/catalog/state-badge'
import type { Column } from '@/components/tables/column'
import type { Translate } from '@/messages/settings'
import { priceText } from './price'

type Row = CustomPayoutAnswer

/** Columns of a publisher's custom payouts. */
export function payoutColumns(
  t: Translate<'publishers.payouts'>,
  states: Translate<'catalog.states'>,
  timezone: string,
): Column<Row>[] {
  const payout = ({ payout_type: type, payout: amount, payout_percent: percent, currency }: Row) =>
    priceText({ type, amount, percent, currency }, t)
  const revenue = ({ revenue_type: type, revenue: amount, revenue_percent: percent, currency }: Row) =>
    priceText({ type, amount, percent, currency }, t)
  const inPrice = (text: string) => <span className="tabular-nums">{text}</span>
  return [
    {
      id: 'offer',
      name: t('offer'),
      width: '16rem',
      onPhones: true,
      sort: 'offer_incremental_id',
      cell: ({ id, offer }) => <ItemLink id={id}>{offer.name}</ItemLink>,
      text: ({ offer }) => offer.name,
    },
    {
      id: 'event',
      name: t('event'),
      width: '10rem',
      cell: ({ event }) => orNone(event?.name, t('wholeOffer')),
      text: ({ event }) => event?.name ?? '',
    },
    {
      id: 'payout',
      name: t('payout'),
      width: '10rem',
      onPhones: true,
      sort: 'payout',
      cell: (row) => inPrice(payout(row)),
      text: payout,
    },
    {
      id: 'revenue',
      name: t('revenue'),
      width: '10rem',
      sort: 'revenue',
      cell: (row) => (row.revenue_type === 'Unknown' ? orNone(null, t('asOffer')) : inPrice(revenue(row))),
      text: revenue,
    },
    {
      id: 'state',
      name: t('status'),
      width: '6rem',
      isExtra: true,
      cell: (row) => <StateBadge of={row} />,
      text: (row) => states(stateOf(row)),
    },
    { ...timeColumn('updated_at', t('updatedAt'), timezone), isExtra: false },
    timeColumn('created_at', t('createdAt'), timezone),
  ]
}
