import { useTranslations } from 'next-intl'
import { monthInWords } from '@/lib/days'
import type { StatementSummary } from '@/lib/api/v2/statements.contract'
import { orNone } from '@/components/catalog/cells'
import { useViewer } from '@/components/shell/viewer'
import type { Column } from '@/components/tables/column'
import { dateOnly, fullDay } from '@/components/ui/format'
import { PageLink } from '@/components/url/page-link'
import { amountIn } from './amount'
import { StatusBadge } from './status-badge'

type Row = StatementSummary

export const pathOfStatement = ({ incremental_id: number }: Pick<Row, 'incremental_id'>) => `/statements/${number}`
export const monthName = (month: string) => monthInWords(`${month}-01`)

/** Columns of statements. The first one links to the statement. */
export function useStatementColumns(): Column<Row>[] {
  const t = useTranslations('statements.columns')
  const status = useTranslations('statements.status')
  const { timezone, publisher } = useViewer()
  const isOwn = publisher !== null
  const link = (row: Row, name: string) => (
    <PageLink href={pathOfStatement(row)} className="font-medium hover:underline">
      {name}
    </PageLink>
  )
  /** Phones have no room for a column with the status. */
  const withStatus = (row: Row, name: string) => (
    <span className="flex flex-col items-start gap-1 max-md:py-1.5">
      {link(row, name)}
      <span className="md:hidden">
        <StatusBadge status={row.status} />
      </span>
    </span>
  )
  const month: Column<Row> = {
    id: 'month',
    name: t('month'),
    width: '10rem',
    onPhones: isOwn,
    wraps: true,
    sort: 'month',
    sortsDown: true,
    cell: (row) => (isOwn ? withStatus(row, monthName(row.month)) : monthName(row.month)),
    text: (row) => row.month,
  }
  const ofPublisher: Column<Row> = {
    id: 'publisher',
    name: t('publisher'),
    width: '14rem',
    onPhones: true,
    wraps: true,
    sort: 'publisher',
    cell: (row) => withStatus(row, row.publisher.name),
    text: (row) => row.publisher.name,
  }
  return [
    ...(isOwn ? [] : [ofPublisher]),
    month,
    {
      id: 'status',
      name: t('status'),
      width: '7rem',
      sort: 'status',
      cell: (row) => <StatusBadge status={row.status} />,
      text: (row) => status(row.status),
    },
    {
      id: 'total',
      name: t('total'),
      width: '9rem',
      phoneWidth: '8rem',
      onPhones: true,
      isFigure: true,
      sort: 'total',
      sortsDown: true,
      cell: (row) => amountIn(row.total, row.currency),
      text: (row) => row.total,
    },
    {
      id: 'currency',
      name: t('currency'),
      width: '6rem',
      isExtra: true,
      cell: (row) => row.currency,
      text: (row) => row.currency,
    },
    {
      id: 'approved_at',
      name: t('approvedAt'),
      width: '9rem',
      zone: timezone,
      cell: (row) => orNone(row.approved_at === null ? '' : dateOnly(row.approved_at, timezone)),
      text: (row) => row.approved_at ?? '',
    },
    {
      id: 'paid_on',
      name: t('paidOn'),
      width: '10rem',
      cell: (row) => orNone(row.paid_on === null ? '' : fullDay(row.paid_on)),
      text: (row) => row.paid_on ?? '',
    },
    {
      id: 'reference',
      name: t('reference'),
      width: '12rem',
      cell: (row) => orNone(row.payment_reference),
      text: (row) => row.payment_reference,
    },
    {
      id: 'number',
      name: t('number'),
      width: '6rem',
      isFigure: true,
      sort: 'incremental_id',
      cell: (row) => row.incremental_id,
      text: (row) => row.incremental_id,
    },
  ]
}
