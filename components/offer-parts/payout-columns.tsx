import type { CustomPayoutAnswer } from '@/lib/api/v2/custom-payouts.contract'
import { timeColumn } from '@/components/catalog/cells'
import { priceColumns } from '@/components/catalog/price-columns'
import type { Column } from '@/components/tables/column'
import type { Translate } from '@/messages/settings'
import { aboutPublisher } from './publisher-columns'

type Row = CustomPayoutAnswer

/** Columns of an offer's custom payouts. */
export function payoutColumns({
  timezone,
  t,
  prices,
}: {
  timezone: string
  t: Translate<'offerParts.payouts'>
  prices: Translate<'catalog.price'>
}): Column<Row>[] {
  return [
    aboutPublisher(t('columns.publisher')),
    {
      id: 'event',
      name: t('columns.for'),
      width: '10rem',
      cell: ({ event }) => event?.name ?? <span className="text-muted">{t('wholeOffer')}</span>,
      text: ({ event }) => event?.name ?? t('wholeOffer'),
    },
    ...priceColumns<Row>(prices, ({ currency }) => currency),
    { ...timeColumn('created_at', t('columns.created'), timezone), isExtra: false },
    timeColumn('updated_at', t('columns.updated'), timezone),
  ]
}
