import type { CustomPayoutAnswer } from '@/lib/api/v2/custom-payouts.contract'
import { priceColumns } from '@/components/catalog/price-columns'
import { orNone, timeColumn } from '@/components/catalog/cells'
import { StateBadge, stateOf } from '@/components/catalog/state-badge'
import type { Column } from '@/components/tables/column'
import type { Translate } from '@/messages/settings'

type Row = CustomPayoutAnswer

/** Columns of custom payouts. */
export function payoutColumns({
  about,
  t,
  prices,
  states,
  timezone,
}: {
  about: Column<Row>
  t: Translate<'publishers.payouts'>
  prices: Translate<'catalog.price'>
  states: Translate<'catalog.states'>
  timezone: string
}): Column<Row>[] {
  return [
    about,
    {
      id: 'event',
      name: t('event'),
      width: '10rem',
      cell: ({ event }) => orNone(event?.name, t('wholeOffer')),
      text: ({ event }) => event?.name ?? '',
    },
    ...priceColumns<Row>(prices, ({ currency }) => currency),
    {
      id: 'state',
      name: t('status'),
      width: '6rem',
      cell: (row) => <StateBadge of={row} />,
      text: (row) => states(stateOf(row)),
    },
    { ...timeColumn('updated_at', t('updatedAt'), timezone), isExtra: false },
    timeColumn('created_at', t('createdAt'), timezone),
  ]
}
