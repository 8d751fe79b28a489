import { useTranslations } from 'next-intl'
import type { ConversionSummary } from '@/lib/api/app/conversions/schema'
import { usePublisherColumn } from '@/components/logs/publisher-column'
import { useTimeColumn } from '@/components/logs/time-column'
import { moneyColumn, named, none, textColumn, useDimensionColumns } from '@/components/logs/value-columns'
import { useViewer } from '@/components/shell/viewer'
import type { Column } from '@/components/tables/column'
import { shortTime } from '@/components/ui/format'
import { StatusBadge } from './status-badge'

/** Columns of conversions. Times are in the organization's zone. */
export function useConversionColumns(): Column<ConversionSummary>[] {
  const t = useTranslations('conversions')
  const { dimensionColumn, plain } = useDimensionColumns<ConversionSummary>()
  const { seesMany, role, organization } = useViewer()
  const publisher = usePublisherColumn<ConversionSummary>()
  const { timezone } = organization
  // On phones, the day is above the time, which leaves room for large payouts.
  const time: Column<ConversionSummary> = {
    ...useTimeColumn<ConversionSummary>({
      name: t('columns.time'),
      label: (at) => t('open', { time: at }),
      phoneWidth: '5rem',
    }),
    wraps: true,
  }

  const amountColumn = (
    id: 'payout' | 'revenue' | 'amount',
    valueOf: Parameters<typeof moneyColumn<ConversionSummary>>[2],
    rest: Partial<Column<ConversionSummary>> = {},
  ) => moneyColumn(id, t(`columns.${id}`), valueOf, rest)

  return [
    time,
    {
      id: 'status',
      name: t('columns.status'),
      width: '6.5rem',
      phoneWidth: '5.75rem',
      onPhones: true,
      cell: (row) => <StatusBadge status={row.status} />,
      text: ({ status }) => t(`status.${status}`),
    },
    dimensionColumn('offer', '10rem', ({ offer }) => named(offer)),
    textColumn('event', t('columns.event'), '6.5rem', ({ name }) => name),
    ...(seesMany ? [{ ...publisher, width: '8rem' }] : []),
    amountColumn('payout', ({ payout, currency }) => ({ value: payout, currency }), {
      onPhones: true,
      wraps: true,
    }),
    ...(role === 'publisher'
      ? []
      : [amountColumn('revenue', ({ revenue, currency }) => (revenue === null ? null : { value: revenue, currency }))]),
    amountColumn('amount', ({ amount }) => amount),
    {
      id: 'click_time',
      name: t('columns.clickTime'),
      width: '9.5rem',
      zone: timezone,
      cell: ({ clickTime }) =>
        clickTime ? <span className="tabular-nums">{shortTime(clickTime, timezone)}</span> : none,
      text: ({ clickTime }) => clickTime ?? '',
    },
    dimensionColumn('country', '8rem', ({ country }) => plain('country', country)),
    textColumn('sub_id', t('columns.subId'), '7rem', ({ subId }) => subId, { isCode: true }),
    dimensionColumn('advertiser', '9rem', ({ advertiser }) => named(advertiser), { isExtra: true }),
    dimensionColumn('network', '8rem', ({ network }) => network && named(network), { isExtra: true }),
    dimensionColumn('device', '6rem', ({ device }) => plain('device', device), { isExtra: true }),
    textColumn('reason', t('columns.reason'), '16rem', ({ why }) => why, { isExtra: true }),
    textColumn('external_id', t('columns.externalId'), '9rem', ({ externalId }) => externalId, {
      isExtra: true,
      isCode: true,
    }),
    textColumn('id', t('columns.id'), '20rem', ({ id }) => id, { isExtra: true, isCode: true }),
  ]
}
