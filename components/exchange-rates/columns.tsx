import type { ExchangeRateAnswer } from '@/lib/api/v2/exchange-rates.contract'
import { orNone, timeColumn } from '@/components/catalog/cells'
import { ItemLink } from '@/components/catalog/record-sheet'
import type { Column } from '@/components/tables/column'
import { dayAndYear } from '@/components/ui/format'
import type { Translate } from '@/messages/settings'
import { rateText } from './forms'

type Row = ExchangeRateAnswer

/** What people call an exchange rate. */
export const pairOf = ({ from, to }: Pick<Row, 'from' | 'to'>) => `${from} → ${to}`

/** Columns of the list of exchange rates. */
export function exchangeRateColumns(t: Translate<'exchangeRates'>, timezone: string): Column<Row>[] {
  return [
    {
      id: 'from',
      name: t('table.pair'),
      width: '10rem',
      onPhones: true,
      sort: 'from',
      cell: (row) => <ItemLink id={row.id}>{pairOf(row)}</ItemLink>,
      text: pairOf,
    },
    {
      id: 'rate',
      name: t('table.rate'),
      width: '8rem',
      phoneWidth: '5rem',
      onPhones: true,
      isFigure: true,
      cell: ({ rate }) => rateText(rate),
      text: ({ rate }) => rateText(rate),
    },
    {
      id: 'valid_from',
      name: t('table.validFrom'),
      width: '9rem',
      phoneWidth: '6.875rem',
      onPhones: true,
      sort: 'valid_from',
      sortsDown: true,
      cell: ({ valid_from: day }) => dayAndYear(day),
      text: ({ valid_from: day }) => day,
    },
    {
      id: 'source',
      name: t('table.source'),
      width: '14rem',
      cell: ({ source }) => orNone(source),
      text: ({ source }) => source,
    },
    timeColumn('created_at', t('table.createdAt'), timezone),
    timeColumn('updated_at', t('table.updatedAt'), timezone),
  ]
}
