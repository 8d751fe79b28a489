import { useTranslations } from 'next-intl'
import type { ClickSummary, VisitSummary } from '@/lib/reports/click-schema'
import { usePublisherColumn } from '@/components/logs/publisher-column'
import { useTimeColumn } from '@/components/logs/time-column'
import { named, textColumn, useDimensionColumns } from '@/components/logs/value-columns'
import { useViewer } from '@/components/shell/viewer'
import type { Column } from '@/components/tables/column'
import { StatusBadge } from './status-badge'
import { useReasons } from './use-reasons'

/** Columns that clicks and impressions have in common. */
export function useVisitColumns<Row extends VisitSummary>(): Column<Row>[] {
  const t = useTranslations('clicks')
  const { dimensionColumn, plain } = useDimensionColumns<Row>()
  const { seesMany } = useViewer()
  const publisher = usePublisherColumn<Row>()
  const reasons = useReasons()
  return [
    {
      id: 'status',
      name: t('columns.status'),
      width: '8.5rem',
      phoneWidth: '6rem',
      onPhones: true,
      wraps: true,
      cell: (visit) => <StatusBadge click={visit} />,
      text: ({ status, bot }) => [t(`status.${status}`), ...(bot ? [t('status.bot')] : [])].join(', '),
    },
    dimensionColumn('advertiser', '9rem', ({ advertiser }) => named(advertiser)),
    dimensionColumn('offer', '10rem', ({ offer }) => named(offer)),
    ...(seesMany ? [publisher] : []),
    dimensionColumn('country', '8rem', ({ country }) => plain('country', country), { onPhones: true }),
    textColumn('city', t('columns.city'), '8rem', ({ city }) => city),
    dimensionColumn('device', '6rem', ({ device }) => plain('device', device)),
    dimensionColumn('browser', '8rem', ({ browser }) => plain('browser', browser)),
    textColumn('referer', t('columns.referrer'), '9rem', ({ refererHost }) => refererHost),
    textColumn('sub_id', t('columns.subId'), '7rem', ({ subId }) => subId, { isCode: true }),
    dimensionColumn('os', '8rem', ({ os }) => plain('os', os), { isExtra: true }),
    dimensionColumn('network', '8rem', ({ network }) => network && named(network), { isExtra: true }),
    dimensionColumn('campaign', '10rem', ({ campaign }) => campaign && named(campaign), { isExtra: true }),
    textColumn('region', t('columns.region'), '6rem', ({ region }) => region, { isExtra: true }),
    textColumn('reason', t('columns.reason'), '14rem', ({ reason }) => reasons.reason(reason), { isExtra: true }),
    textColumn('flags', t('columns.flags'), '14rem', ({ flags }) => reasons.flags(flags), { isExtra: true }),
  ]
}

/** Columns of individual clicks. Times are in the organization's zone. */
export function useEventColumns(): Column<ClickSummary>[] {
  const t = useTranslations('clicks')
  const time = useTimeColumn<ClickSummary>({
    name: t('columns.time'),
    label: (at) => t('single.details', { time: at }),
    opens: 'click',
    secondsOnPhones: true,
  })
  return [
    time,
    ...useVisitColumns<ClickSummary>(),
    textColumn('url', t('columns.url'), '16rem', ({ url }) => url, { isExtra: true }),
    textColumn('id', t('columns.id'), '20rem', ({ id }) => id, { isExtra: true, isCode: true }),
  ]
}
