import type { LinkTestAnswer } from '@/lib/api/v2/link-tests.contract'
import { orNone } from '@/components/catalog/cells'
import type { Column } from '@/components/tables/column'
import { countryName, number, shortTime } from '@/components/ui/format'
import { UrlLink } from '@/components/url/url-link'
import { withParams, type Params } from '@/components/url/url-state'
import type { Translate } from '@/messages/settings'
import { StatusBadge } from './status-badge'

type T = Translate<'linkTests'>

/** Where a page was visited from. */
export const placeOf = ({ proxy_country: country }: Pick<LinkTestAnswer, 'proxy_country'>, t: T): string =>
  country === null ? t('log.direct') : countryName(country)

/** Columns of the log. Times are in the viewer's zone. */
export function linkTestColumns(params: Params, timezone: string, t: T): Column<LinkTestAnswer>[] {
  return [
    {
      id: 'time',
      name: t('log.time'),
      width: '9rem',
      phoneWidth: '7rem',
      onPhones: true,
      sort: 'timestamp',
      sortsDown: true,
      zone: timezone,
      cell: ({ id, timestamp }) => (
        <UrlLink
          to={withParams(params, { item: id })}
          className="tabular-nums"
          aria-label={t('log.details', { time: shortTime(timestamp, timezone) })}
        >
          {shortTime(timestamp, timezone)}
        </UrlLink>
      ),
      text: ({ timestamp }) => timestamp,
    },
    {
      id: 'page',
      name: t('log.page'),
      width: '10rem',
      sort: 'landing_page_incremental_id',
      cell: ({ landing_page: page, landing_page_incremental_id: id }) => page?.name ?? `#${id}`,
      text: ({ landing_page: page, landing_page_incremental_id: id }) => page?.name ?? `#${id}`,
    },
    {
      id: 'result',
      name: t('log.result'),
      width: '6rem',
      phoneWidth: '6rem',
      onPhones: true,
      sort: 'status',
      cell: ({ status }) => <StatusBadge status={status} />,
      text: ({ status }) => t(`statuses.${status}`),
    },
    {
      id: 'reason',
      name: t('log.reason'),
      width: '13rem',
      sort: 'failed_reason',
      cell: ({ failed_reason: reason, message }) =>
        orNone(reason && <span title={message}>{t(`reasons.${reason}`)}</span>),
      text: ({ failed_reason: reason }) => (reason ? t(`reasons.${reason}`) : ''),
    },
    {
      id: 'country',
      name: t('log.country'),
      width: '8rem',
      sort: 'proxy_country',
      cell: (row) => placeOf(row, t),
      text: (row) => placeOf(row, t),
    },
    {
      id: 'device',
      name: t('log.device'),
      width: '6rem',
      sort: 'device',
      cell: ({ device }) => <span className="capitalize">{device}</span>,
      text: ({ device }) => device,
    },
    {
      id: 'http',
      name: t('log.status'),
      width: '4.5rem',
      isFigure: true,
      sort: 'http_status',
      cell: ({ http_status: status }) => orNone(status),
      text: ({ http_status: status }) => status ?? '',
    },
    {
      id: 'domain',
      name: t('log.domain'),
      width: '12rem',
      sort: 'final_domain',
      cell: ({ final_domain: domain }) => orNone(domain && <span className="font-mono text-sm">{domain}</span>),
      text: ({ final_domain: domain }) => domain,
    },
    {
      id: 'redirects',
      name: t('log.redirects'),
      width: '6rem',
      isFigure: true,
      sort: 'redirects',
      cell: ({ redirects }) => redirects,
      text: ({ redirects }) => redirects,
    },
    {
      id: 'duration',
      name: t('log.duration'),
      width: '7rem',
      isFigure: true,
      sort: 'duration_ms',
      cell: ({ duration_ms: duration }) => t('log.milliseconds', { count: number(duration) }),
      text: ({ duration_ms: duration }) => duration,
    },
  ]
}
