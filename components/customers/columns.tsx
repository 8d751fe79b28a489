import { useTranslations } from 'next-intl'
import type { CustomerRow } from '@/lib/api/app/customers.contract'
import { countColumn, orNone, timeColumn } from '@/components/catalog/cells'
import { ItemLink } from '@/components/catalog/record-sheet'
import { useViewer } from '@/components/shell/viewer'
import type { Column } from '@/components/tables/column'
import { countryName, dateOnly, fullTime, money, roundedMoney } from '@/components/ui/format'
import { Initials } from './initials'
import { customerName } from './name'

/** Columns of the list of customers. */
export function useCustomerColumns(): Column<CustomerRow>[] {
  const t = useTranslations('customers.table')
  const { seesMany, organization } = useViewer()
  const { timezone, currency } = organization

  const dayColumn = (
    id: 'first_click_at' | 'first_sale_at',
    rest: Partial<Column<CustomerRow>> = {},
  ): Column<CustomerRow> => ({
    id,
    name: t(id),
    width: '7rem',
    zone: timezone,
    cell: ({ [id]: time }) => orNone(time && <span title={fullTime(time, timezone)}>{dateOnly(time, timezone)}</span>),
    text: ({ [id]: time }) => time ?? '',
    ...rest,
  })
  return [
    {
      id: 'name',
      name: t('name'),
      width: '15rem',
      sort: 'name',
      onPhones: true,
      cell: (row) => (
        <span className="flex min-w-0 items-center gap-2.5">
          <Initials of={customerName(row)} />
          <ItemLink id={row.id}>{customerName(row)}</ItemLink>
        </span>
      ),
      text: ({ name }) => name,
    },
    {
      id: 'email',
      name: t('email'),
      width: '14rem',
      sort: 'email',
      cell: ({ email }) => orNone(email),
      text: ({ email }) => email,
    },
    {
      id: 'country',
      name: t('country'),
      width: '8rem',
      cell: ({ country }) => orNone(country && <span suppressHydrationWarning>{countryName(country)}</span>),
      text: ({ country }) => country,
    },
    ...(seesMany
      ? [
          {
            id: 'publisher',
            name: t('publisher'),
            width: '10rem',
            cell: ({ publisher }: CustomerRow) => orNone(publisher?.name),
            text: ({ publisher }: CustomerRow) => publisher?.name ?? '',
          },
        ]
      : []),
    dayColumn('first_click_at'),
    { ...countColumn<CustomerRow>('sales', t('sales'), ({ sales }) => sales), sort: 'sales', sortsDown: true },
    {
      id: 'sale_amount',
      name: t('saleAmount'),
      width: '8rem',
      phoneWidth: '7.5rem',
      isFigure: true,
      sort: 'sale_amount',
      sortsDown: true,
      onPhones: true,
      cell: ({ sales, sale_amount: amount }) =>
        orNone(sales > 0 ? <span title={money(amount, currency)}>{roundedMoney(amount, currency)}</span> : null),
      text: ({ sale_amount: amount }) => money(amount, currency),
    },
    { ...timeColumn('created_at', t('createdAt'), timezone), isExtra: false },
    dayColumn('first_sale_at', { sort: 'first_sale_at', sortsDown: true, isExtra: true }),
    {
      id: 'external_id',
      name: t('externalId'),
      width: '12rem',
      sort: 'external_id',
      isExtra: true,
      cell: ({ external_id: id }) => (
        <span title={id} className="font-mono text-sm">
          {id}
        </span>
      ),
      text: ({ external_id: id }) => id,
    },
  ]
}
