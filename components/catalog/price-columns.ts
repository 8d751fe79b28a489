import type { Column } from '@/components/tables/column'
import type { Translate } from '@/messages/settings'
import { orNone } from './cells'
import { priceText, type Priced, type Side } from './price-text'

/** Columns of what records pay and earn: the amounts that count, and the type of each side beside them. */
export function priceColumns<Row extends Priced>(
  t: Translate<'catalog.price'>,
  currencyOf: (row: Row) => string,
): Column<Row>[] {
  const sideOf = (side: Side): Column<Row>[] => {
    const text = (row: Row) => priceText(row, side, currencyOf(row))
    const type = (row: Row) => row[`${side}_type`]
    return [
      {
        id: side,
        name: t(side),
        width: '9rem',
        isFigure: true,
        sort: side,
        sortsDown: true,
        ...(side === 'payout' && { phoneWidth: '8rem', onPhones: true }),
        cell: (row) => orNone(text(row), t('unchanged')),
        text,
      },
      {
        id: `${side}_type`,
        name: t('type'),
        width: '5rem',
        sort: `${side}_type`,
        cell: (row) => orNone(type(row) === 'Unknown' ? null : type(row)),
        text: type,
      },
    ]
  }
  return [...sideOf('payout'), ...sideOf('revenue')]
}
