import { orNone, timeColumn } from '@/components/catalog/cells'
import { ItemLink } from '@/components/catalog/record-sheet'
import { StateBadge, stateOf } from '@/components/catalog/state-badge'
import type { Column } from '@/components/tables/column'
import type { Translate } from '@/messages/settings'
import type { OfferEventAnswer } from './forms'
import { priceText } from './price-text'

type Row = OfferEventAnswer

/** Columns of an offer's events. */
export function eventColumns({
  timezone,
  currency,
  t,
  states,
}: {
  timezone: string
  currency: string
  t: Translate<'offerParts.events'>
  states: Translate<'catalog.states'>
}): Column<Row>[] {
  const payout = (row: Row) => priceText(row.payout_type, row.payout, row.payout_percent, currency)
  const revenue = (row: Row) => priceText(row.revenue_type, row.revenue, row.revenue_percent, currency)
  const groups = ({ fraud_filter_groups: all }: Row) => all.map(({ name }) => name).join(', ')
  return [
    {
      id: 'name',
      name: t('columns.name'),
      width: '12rem',
      onPhones: true,
      sort: 'name',
      cell: ({ id, name }) => <ItemLink id={id}>{name}</ItemLink>,
      text: ({ name }) => name,
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
      cell: payout,
      text: payout,
    },
    {
      id: 'payout_type',
      name: t('columns.payoutType'),
      width: '5rem',
      sort: 'payout_type',
      cell: ({ payout_type: type }) => type,
      text: ({ payout_type: type }) => type,
    },
    {
      id: 'revenue',
      name: t('columns.revenue'),
      width: '9rem',
      isFigure: true,
      sort: 'revenue',
      sortsDown: true,
      cell: revenue,
      text: revenue,
    },
    {
      id: 'revenue_type',
      name: t('columns.revenueType'),
      width: '5rem',
      sort: 'revenue_type',
      cell: ({ revenue_type: type }) => type,
      text: ({ revenue_type: type }) => type,
    },
    {
      id: 'approval',
      name: t('columns.approval'),
      width: '8rem',
      cell: ({ manually_approve_events: isManual }) => t(isManual ? 'manual' : 'automatic'),
      text: ({ manually_approve_events: isManual }) => t(isManual ? 'manual' : 'automatic'),
    },
    {
      id: 'fraud',
      name: t('columns.fraud'),
      width: '10rem',
      cell: (row) => orNone(groups(row)),
      text: groups,
    },
    {
      id: 'state',
      name: t('columns.state'),
      width: '6rem',
      cell: (row) => <StateBadge of={row} />,
      text: (row) => states(stateOf(row)),
    },
    {
      id: 'number',
      name: t('columns.number'),
      width: '5rem',
      sort: 'incremental_id',
      cell: ({ incremental_id: number }) => <span className="font-mono text-sm">{number}</span>,
      text: ({ incremental_id: number }) => number,
    },
    timeColumn('created_at', t('columns.created'), timezone),
    timeColumn('updated_at', t('columns.updated'), timezone),
  ]
}
