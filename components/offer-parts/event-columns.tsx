import { orNone, timeColumn } from '@/components/catalog/cells'
import { priceColumns } from '@/components/catalog/price-columns'
import { ItemLink } from '@/components/catalog/record-sheet'
import { StateBadge, stateOf } from '@/components/catalog/state-badge'
import type { Column } from '@/components/tables/column'
import type { Translate } from '@/messages/settings'
import type { OfferEventAnswer } from './forms'

type Row = OfferEventAnswer

/** Columns of an offer's events. */
export function eventColumns({
  timezone,
  currency,
  t,
  prices,
  states,
}: {
  timezone: string
  currency: string
  t: Translate<'offerParts.events'>
  prices: Translate<'catalog.price'>
  states: Translate<'catalog.states'>
}): Column<Row>[] {
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
    ...priceColumns<Row>(prices, () => currency),
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
