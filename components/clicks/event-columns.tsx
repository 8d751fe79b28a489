import { useTranslations } from 'next-intl'
import type { ClickSummary } from '@/lib/reports/click-schema'
import { DrillLink } from '@/components/filters/drill-link'
import { plainLabel } from '@/components/filters/labels'
import { shortTime } from '@/components/ui/format'
import type { Column } from '@/components/tables/column'
import { UrlLink } from '@/components/url/url-link'
import { withParams, type Dimension } from '@/components/url/url-state'
import { useUrl } from '@/components/url/use-url'
import { useViewer } from '@/components/shell/viewer'
import { usePublisherColumn } from './publisher-column'
import { StatusBadge } from './status-badge'
import { useReasons } from './use-reasons'

const none = <span className="text-muted">–</span>

type Rest = Partial<Column<ClickSummary>>

/** A column of plain text. */
function textColumn(
  id: string,
  name: string,
  width: string,
  textOf: (click: ClickSummary) => string,
  { isCode, ...rest }: Rest & { isCode?: boolean } = {},
): Column<ClickSummary> {
  return {
    id,
    name,
    width,
    cell: (click) =>
      textOf(click) ? <span className={isCode ? 'font-mono text-sm' : ''}>{textOf(click)}</span> : none,
    text: textOf,
    ...rest,
  }
}

const named = ({ id, name }: { id: number | string; name: string }) => ({ value: String(id), label: name })

/** Columns of individual clicks. Times are in the organization's zone. */
export function useEventColumns(): Column<ClickSummary>[] {
  const t = useTranslations('clicks')
  const common = useTranslations('common')
  const names = useTranslations('reports.dimensions')
  const { params } = useUrl()
  const { seesMany, organization } = useViewer()
  const publisher = usePublisherColumn<ClickSummary>()
  const reasons = useReasons()
  const { timezone } = organization

  /** A column whose values filter when clicked. */
  function dimensionColumn(
    dimension: Dimension,
    width: string,
    valueOf: (click: ClickSummary) => { value: string; label: string } | null,
    rest: Rest = {},
  ): Column<ClickSummary> {
    return {
      id: dimension,
      name: names(`${dimension}.title`),
      width,
      cell: (click) => {
        const found = valueOf(click)
        return found ? <DrillLink dimension={dimension} {...found} /> : none
      },
      text: (click) => valueOf(click)?.label ?? '',
      ...rest,
    }
  }
  const plain = (dimension: Dimension, value: string) => ({
    value,
    label: plainLabel(dimension, value, common) ?? value,
  })

  return [
    {
      id: 'time',
      name: t('columns.time'),
      width: '9.5rem',
      phoneWidth: '9rem',
      onPhones: true,
      zone: timezone,
      cell: (click) => {
        const time = shortTime(click.time, timezone)
        return (
          <UrlLink
            to={withParams(params, { click: click.id })}
            className="tabular-nums"
            aria-label={t('single.details', { time })}
          >
            {time}
          </UrlLink>
        )
      },
      text: ({ time }) => time,
    },
    {
      id: 'status',
      name: t('columns.status'),
      width: '8.5rem',
      phoneWidth: '6rem',
      onPhones: true,
      wraps: true,
      cell: (click) => <StatusBadge click={click} />,
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
    textColumn('url', t('columns.url'), '16rem', ({ url }) => url, { isExtra: true }),
    textColumn('id', t('columns.id'), '20rem', ({ id }) => id, { isExtra: true, isCode: true }),
  ]
}
