import type { ClickSummary } from '@/lib/reports/shapes'
import { DrillLink } from '../filters/drill-link'
import { capitalised, countryName, shortTime } from '../format'
import type { Column } from '../tables/column'
import { UrlLink } from '../url-link'
import { withParams, type Dimension, type Params } from '../url-state'
import { publisherColumn } from './daily-columns'
import { StatusBadge } from './status-badge'

const none = <span className="text-muted">–</span>

/** A column whose values filter. */
function dimensionColumn(
  dimension: Dimension,
  name: string,
  width: string,
  valueOf: (click: ClickSummary) => { value: string; label: string } | null,
  rest: Partial<Column<ClickSummary>> = {},
): Column<ClickSummary> {
  return {
    id: dimension,
    name,
    width,
    cell: (click) => {
      const found = valueOf(click)
      return found ? <DrillLink dimension={dimension} {...found} /> : none
    },
    text: (click) => valueOf(click)?.label ?? '',
    ...rest,
  }
}

/** A column of plain text. */
function textColumn(
  id: string,
  name: string,
  width: string,
  textOf: (click: ClickSummary) => string,
  rest: Partial<Column<ClickSummary>> & { isCode?: boolean } = {},
): Column<ClickSummary> {
  const { isCode, ...column } = rest
  return {
    id,
    name,
    width,
    cell: (click) => (textOf(click) ? <span className={isCode ? 'font-mono text-sm' : ''}>{textOf(click)}</span> : none),
    text: textOf,
    ...column,
  }
}

const named = ({ id, name }: { id: number | string; name: string }) => ({ value: String(id), label: name })

/** Single clicks, newest first. Times are in the organization's zone. */
export function eventColumns(params: Params, seesMany: boolean, timezone: string): Column<ClickSummary>[] {
  return [
    {
      id: 'time',
      name: 'Time',
      width: '9.5rem',
      phoneWidth: '9rem',
      onPhones: true,
      cell: (click) => (
        <UrlLink to={withParams(params, { click: click.id })} className="tabular-nums" aria-label={`Details of the click at ${shortTime(click.time, timezone)}`}>
          {shortTime(click.time, timezone)}
        </UrlLink>
      ),
      text: ({ time }) => time,
    },
    {
      id: 'status',
      name: 'Status',
      width: '7rem',
      phoneWidth: '6rem',
      onPhones: true,
      cell: (click) => <StatusBadge click={click} />,
      text: ({ status, bot }) => (bot ? `${status}, bot` : status),
    },
    dimensionColumn('advertiser', 'Advertiser', '9rem', ({ advertiser }) => named(advertiser)),
    dimensionColumn('offer', 'Offer', '10rem', ({ offer }) => named(offer)),
    ...(seesMany ? [publisherColumn<ClickSummary>(params)] : []),
    dimensionColumn('country', 'Country', '8rem', ({ country }) => ({ value: country, label: countryName(country) }), { onPhones: true }),
    textColumn('city', 'City', '8rem', ({ city }) => city),
    dimensionColumn('device', 'Device', '6rem', ({ device }) => ({ value: device, label: capitalised(device) })),
    dimensionColumn('browser', 'Browser', '8rem', ({ browser }) => ({ value: browser, label: browser || 'Unknown' })),
    textColumn('referer', 'Referrer', '9rem', ({ refererHost }) => refererHost),
    textColumn('sub_id', 'Sub id', '7rem', ({ subId }) => subId, { isCode: true }),
    dimensionColumn('os', 'Operating system', '8rem', ({ os }) => ({ value: os, label: os || 'Unknown' }), { isExtra: true }),
    dimensionColumn('network', 'Network', '8rem', ({ network }) => network && named(network), { isExtra: true }),
    dimensionColumn('campaign', 'Campaign', '10rem', ({ campaign }) => campaign && named(campaign), { isExtra: true }),
    textColumn('region', 'Region', '6rem', ({ region }) => region, { isExtra: true }),
    textColumn('reason', 'Reason', '9rem', ({ reason }) => reason, { isExtra: true }),
    textColumn('url', 'Sent to', '16rem', ({ url }) => url, { isExtra: true }),
    textColumn('id', 'Click id', '20rem', ({ id }) => id, { isExtra: true, isCode: true }),
  ]
}
