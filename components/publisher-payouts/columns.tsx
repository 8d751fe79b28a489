import type { CustomPayoutAnswer } from '@/lib/api/v2/custom-payouts.contract'
import { priceColumns } from '@/components/catalog/price-columns'
import { orNone, timeColumn } from '@/components/catalog/cells'
import { ItemLink } from '@/components/catalog/record-sheet'
import { StateBadge, stateOf } from '@/components/catalog/state-badge'
import type { Column } from '@/components/tables/column'
import type { Translate } from '@/messages/settings'

type Row = CustomPayoutAnswer

/** Columns of a publisher's custom payouts. */
export function payoutColumns(
  t: Translate<'publishers.payouts'>,
  prices: Translate<'catalog.price'>,
  states: Translate<'catalog.states'>,
  timezone: string,
): Column<Row>[] {
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
    ...priceColumns<Row>(prices, ({ currency }) => currency),
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
