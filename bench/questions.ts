import { NO_ID } from '@/lib/events/tables'
import { writeCursor } from '@/lib/reports/clicks'
import { addDays, startOfDay, today } from '@/lib/time'
import { storeTime } from '@/lib/events/sql'
import { analyticsGroups } from '@/lib/api/dub/analytics.contract'
import { metricNames } from '@/lib/reports/metrics'
import { PUBLISHER, TIMEZONE } from './data'

/** A question as people ask it in the product, and the PostgreSQL statements for the same answer. */
export type Question = {
  name: string
  /** The operation and its query, as in the URL. */
  path: string
  who: 'admin' | 'publisher'
  kind: 'list' | 'dashboard'
  /** Statements for PostgreSQL's table of clicks, unless it's about more than clicks. */
  postgres?: readonly string[]
  /** Statements for a PostgreSQL roll-up like ours, if ours answers from one. */
  rolledUp?: readonly string[]
}

const COUNTED = `status = 'Approved' AND NOT bot`

/** @param clickId the ID of a click in the middle of the data */
export function questionsOf({
  now,
  clickId,
  integrationId,
  clicks,
}: {
  now: Date
  clickId: string
  integrationId: string
  clicks: number
}): Question[] {
  const to = today(TIMEZONE, now)
  const from = addDays(to, -29)
  const before = addDays(from, -30)
  const period = `start_date=${from}&end_date=${to}&timezone=${TIMEZONE}`
  const window = (first: string) => `day BETWEEN '${first}' AND '${to}'`
  const last30 = window(from)
  const own = `publisher = ${PUBLISHER}`
  // Halfway into the list, given how many rows 30 days have at 100 per page.
  const deepPage = Math.max(2, Math.floor(clicks / 20_000))
  const middle = addDays(to, -15)
  const cursor = { direction: 'after', time: storeTime(startOfDay(middle, TIMEZONE)), id: NO_ID } as const

  const daily = (where: string, page: { offset: number; order?: string }, table = 'click', total = 'count(*)') => [
    `SELECT count(*) FROM (SELECT 1 FROM ${table} WHERE ${where} GROUP BY day, advertiser, publisher, network) AS rows`,
    `SELECT day, advertiser, publisher, network, ${total} AS total FROM ${table} WHERE ${where}
     GROUP BY day, advertiser, publisher, network
     ORDER BY ${page.order ?? 'day DESC, total DESC'}, advertiser, publisher, network LIMIT 100 OFFSET ${page.offset}`,
  ]
  const rolledDaily = (where: string, page: { offset: number; order?: string }) =>
    daily(`${where} AND clicks > 0`, page, 'click_daily', 'sum(clicks)')
  const top = (column: string, where: string, table = 'click', total = 'count(*)') =>
    `SELECT ${column}, ${total} AS total FROM ${table} WHERE ${where} GROUP BY ${column} ORDER BY total DESC LIMIT 10`
  const overview = (where: string, rankings: readonly string[]) => [
    `SELECT day, count(*) FILTER (WHERE ${COUNTED}), count(*) FILTER (WHERE status = 'Rejected'), count(*) FILTER (WHERE bot) FROM click WHERE ${where} GROUP BY day`,
    `SELECT day, count(DISTINCT visitor) FROM click WHERE ${where} AND ${COUNTED} GROUP BY day`,
    ...rankings.map((column) => top(column, `${where} AND ${COUNTED}`)),
  ]
  const rolledOverview = (where: string, rankings: readonly string[]) => [
    `SELECT day, sum(clicks), sum(rejected), sum(bots) FROM click_daily WHERE ${where} GROUP BY day`,
    // Distinct visitors can't be added up, so they're counted from the clicks either way.
    `SELECT day, count(DISTINCT visitor) FROM click WHERE ${where} AND ${COUNTED} GROUP BY day`,
    ...rankings.map((column) => top(column, `${where} AND clicks > 0`, 'click_daily', 'sum(clicks)')),
  ]
  const single = (where: string, limit: number) => [
    `SELECT count(*) FROM click WHERE ${where}`,
    `SELECT * FROM click WHERE ${where} ORDER BY time DESC, id DESC LIMIT ${limit}`,
  ]
  const compared = window(before)

  return [
    {
      name: 'Clicks API, first page of 30 days',
      path: '/api/v1/clicks?per_page=100',
      who: 'admin',
      kind: 'list',
      postgres: daily(`${last30} AND ${COUNTED}`, { offset: 0 }),
      rolledUp: rolledDaily(last30, { offset: 0 }),
    },
    {
      name: `Clicks API, page ${deepPage}`,
      path: `/api/v1/clicks?per_page=100&page=${deepPage}`,
      who: 'admin',
      kind: 'list',
      postgres: daily(`${last30} AND ${COUNTED}`, { offset: 100 * (deepPage - 1) }),
      rolledUp: rolledDaily(last30, { offset: 100 * (deepPage - 1) }),
    },
    {
      name: 'Clicks API, one country and advertiser',
      path: '/api/v1/clicks?per_page=100&country=DE&advertiser_id=17',
      who: 'admin',
      kind: 'list',
      postgres: daily(`${last30} AND ${COUNTED} AND country = 'DE' AND advertiser = 17`, { offset: 0 }),
      rolledUp: rolledDaily(`${last30} AND country = 'DE' AND advertiser = 17`, { offset: 0 }),
    },
    {
      name: 'Clicks API, one publisher',
      path: '/api/v1/clicks?per_page=100',
      who: 'publisher',
      kind: 'list',
      postgres: daily(`${last30} AND ${COUNTED} AND ${own}`, { offset: 0 }),
      rolledUp: rolledDaily(`${last30} AND ${own}`, { offset: 0 }),
    },
    {
      name: 'Overview, 30 days and the 30 before',
      path: '/api/app/overview?range=30d',
      who: 'admin',
      kind: 'dashboard',
      postgres: overview(compared, ['advertiser', 'country', 'publisher']),
      rolledUp: rolledOverview(compared, ['advertiser', 'country', 'publisher']),
    },
    {
      name: 'Overview, most unique clicks first',
      path: '/api/app/overview?range=30d&metric=uniqueClicks',
      who: 'admin',
      kind: 'dashboard',
      postgres: [
        ...overview(compared, []),
        ...['advertiser', 'country', 'publisher'].map(
          (column) =>
            `SELECT ${column}, count(DISTINCT visitor) AS total FROM click WHERE ${compared} AND ${COUNTED} GROUP BY ${column} ORDER BY total DESC LIMIT 10`,
        ),
      ],
    },
    {
      name: 'Overview, one publisher',
      path: '/api/app/overview?range=30d',
      who: 'publisher',
      kind: 'dashboard',
      postgres: overview(`${compared} AND ${own}`, ['advertiser', 'country']),
      rolledUp: rolledOverview(`${compared} AND ${own}`, ['advertiser', 'country']),
    },
    {
      name: 'Overview, phones in Germany only',
      path: '/api/app/overview?range=30d&country=DE&device=Mobile',
      who: 'admin',
      kind: 'dashboard',
      postgres: overview(`${compared} AND country = 'DE' AND device = 'Mobile'`, [
        'advertiser',
        'country',
        'publisher',
      ]),
    },
    {
      name: 'Overview with payout and profit, most payout first',
      path: '/api/app/overview?range=30d&metrics=payout,revenue,profit,epc&metric=payout',
      who: 'admin',
      kind: 'dashboard',
    },
    {
      name: 'Overview with every metric, by click time',
      path: `/api/app/overview?range=30d&metrics=${metricNames.join()}&attribution=click`,
      who: 'admin',
      kind: 'dashboard',
    },
    {
      name: 'Overview with payout, one publisher',
      path: '/api/app/overview?range=30d&metrics=payout,epc&metric=payout',
      who: 'publisher',
      kind: 'dashboard',
    },
    {
      name: 'Report by day and advertiser',
      path: `/api/v2/reports/v2/aggregated?${period}&group_by=day,advertiser&metrics=clicks,conversions,cr,epc,payout,revenue,profit&sort=-payout`,
      who: 'admin',
      kind: 'dashboard',
    },
    {
      name: 'Report by publisher, most profit first',
      path: `/api/v2/reports/v2/aggregated?${period}&group_by=publisher&metrics=clicks,conversions,cr,payout,profit&sort=-profit`,
      who: 'admin',
      kind: 'dashboard',
    },
    {
      name: 'Report by offer and device',
      path: `/api/v2/reports/v2/aggregated?${period}&group_by=offer,device&metrics=clicks,conversions,cr,payout&sort=-payout`,
      who: 'admin',
      kind: 'dashboard',
    },
    {
      name: 'Conversions, first page of a table',
      path: `/api/v2/reports/v2/conversion-table?integration_id=${integrationId}&${period}&page[size]=100`,
      who: 'admin',
      kind: 'list',
    },
    {
      name: 'Daily rows, most clicks first',
      path: '/api/app/clicks/daily?range=30d&sort=-clicks',
      who: 'admin',
      kind: 'list',
      postgres: daily(`${last30} AND ${COUNTED}`, { offset: 0, order: 'total DESC, day DESC' }),
      rolledUp: rolledDaily(last30, { offset: 0, order: 'total DESC, day DESC' }),
    },
    {
      name: 'Newest clicks',
      path: '/api/app/clicks/events?range=30d&per_page=100',
      who: 'admin',
      kind: 'list',
      postgres: single(last30, 101),
    },
    {
      name: 'Clicks, halfway down the list',
      path: `/api/app/clicks/events?range=30d&per_page=100&cursor=${writeCursor(cursor)}`,
      who: 'admin',
      kind: 'list',
      postgres: [
        `SELECT count(*) FROM click WHERE ${last30}`,
        `SELECT * FROM click WHERE ${last30} AND (time, id) < ('${cursor.time}+00', '${NO_ID}') ORDER BY time DESC, id DESC LIMIT 101`,
      ],
    },
    {
      name: 'Newest clicks, one publisher',
      path: '/api/app/clicks/events?range=30d&per_page=100',
      who: 'publisher',
      kind: 'list',
      postgres: single(`${last30} AND ${own}`, 101),
    },
    {
      name: 'One click',
      path: `/api/app/clicks/${clickId}`,
      who: 'admin',
      kind: 'list',
      postgres: [`SELECT * FROM click WHERE id = '${clickId}'`],
    },
    {
      name: 'Browsers to filter by',
      path: '/api/app/values?range=30d&dimension=browser',
      who: 'admin',
      kind: 'dashboard',
      postgres: [top('browser', `${last30} AND ${COUNTED}`)],
    },
    ...dubQuestions,
  ]
}

const events = '/api/events?interval=30d&limit=100'
const analytics = '/api/analytics?interval=30d&event=composite'
/** Filters that no roll-up has. */
const filtered = 'country=DE&device=Mobile&referer=-news.example'

/** Events and analytics in Dub's format, and clicks in Konvo's. */
const dubQuestions: readonly Question[] = [
  ...['clicks', 'leads', 'sales'].flatMap((event): Question[] => [
    { name: `Events, ${event}`, path: `${events}&event=${event}`, who: 'admin', kind: 'list' },
    { name: `Events, ${event}, filtered`, path: `${events}&event=${event}&${filtered}`, who: 'admin', kind: 'list' },
  ]),
  { name: 'Events, page 10,000 of clicks', path: `${events}&page=10000`, who: 'admin', kind: 'list' },
  { name: 'Events, one publisher', path: events, who: 'publisher', kind: 'list' },
  ...analyticsGroups.map((group): Question => ({
    name: `Analytics, ${group}`,
    path: `${analytics}&groupBy=${group}`,
    who: 'admin',
    kind: 'dashboard',
  })),
  {
    name: 'Analytics, countries, filtered',
    path: `${analytics}&groupBy=countries&${filtered}`,
    who: 'admin',
    kind: 'dashboard',
  },
  { name: 'Konvo clicks', path: '/api/clicks?limit=1000', who: 'admin', kind: 'list' },
  {
    name: 'Links, with what they led to',
    path: '/api/app/links?page[size]=100&sort=created_at',
    who: 'admin',
    kind: 'list',
  },
  { name: 'Links in Dub’s format', path: '/api/links?pageSize=100', who: 'admin', kind: 'list' },
  { name: 'Links, one publisher', path: '/api/app/links?page[size]=100', who: 'publisher', kind: 'list' },
  { name: 'Customers, newest first', path: '/api/app/customers', who: 'admin', kind: 'list' },
  { name: 'Customers by name', path: '/api/app/customers?sort=name', who: 'admin', kind: 'list' },
  { name: 'Customers, most sales first', path: '/api/app/customers?sort=-sale_amount', who: 'admin', kind: 'list' },
]

/** Pages as a browser requests them. */
export const pages = [
  { name: 'Overview', path: '/overview', who: 'admin' },
  { name: 'Overview, one publisher', path: '/overview', who: 'publisher' },
  { name: 'Clicks by day', path: '/clicks', who: 'admin' },
  { name: 'Individual clicks', path: '/clicks?view=single', who: 'admin' },
  { name: 'API keys', path: '/settings/api-keys', who: 'admin' },
] as const
