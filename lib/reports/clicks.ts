import { z } from 'zod'
import type { Caller } from '@/lib/identity/caller'
import { eventLog } from '@/lib/events/log'
import { all, literal, sql, value } from '@/lib/events/sql'
import { click, NO_ID } from '@/lib/events/tables'
import {
  botConditions,
  clicksPerDay,
  countClicks,
  daysOfPage,
  firstDaysOfPage,
  hasClicksPerDay,
  type Bots,
} from './click-days'
import { campaignNames, nameOf, namesOf } from './names'
import { beyond, columnsOf, identified, type Place } from './places'
import type { Question } from './question'
import type { Range } from './range'
import type { ClickDetails, ClickSummary } from './click-schema'
import { conditions, within } from './sql'
import { database } from '@/lib/database/client'

const summaryRow = z.object({
  id: z.string(),
  time: z.string(),
  status: z.enum(['Approved', 'Rejected']),
  reason: z.string(),
  flags: z.array(z.string()),
  bot: z.boolean(),
  publisher: z.number(),
  advertiser: z.number(),
  network: z.number(),
  offer: z.number(),
  campaign: z.string(),
  country: z.string(),
  region: z.string(),
  city: z.string(),
  device: z.string(),
  browser: z.string(),
  os: z.string(),
  referer_host: z.string(),
  sub_id: z.string(),
  url: z.string(),
})

const detailsRow = summaryRow.extend({
  landing_page: z.number(),
  channel: z.string(),
  domain: z.string(),
  sub_id_2: z.string(),
  sub_id_3: z.string(),
  sub_id_4: z.string(),
  sub_id_5: z.string(),
  sub_id_6: z.string(),
  external_transaction: z.string(),
  extra: z.record(z.string(), z.string()),
  continent: z.string(),
  latitude: z.number().nullable(),
  longitude: z.number().nullable(),
  timezone: z.string(),
  browser_version: z.string(),
  os_version: z.string(),
  user_agent: z.string(),
  language: z.string(),
  referer: z.string(),
  utm_source: z.string(),
  utm_medium: z.string(),
  utm_campaign: z.string(),
  utm_term: z.string(),
  utm_content: z.string(),
  ip: z.string(),
  payout: z.string(),
  revenue: z.string(),
  currency: z.string(),
})

/** Where a page of clicks starts or ends: the adjacent click on the neighboring page. */
export type ClickCursor = Place & { direction: 'after' | 'before' }

const storedTime = z
  .string()
  .regex(/^20\d\d-\d\d-\d\d \d\d:\d\d:\d\d\.\d{3}$/)
  .refine((time) => !Number.isNaN(Date.parse(`${time.replace(' ', 'T')}Z`)))
const cursorParts = z.tuple([z.enum(['after', 'before']), storedTime, z.uuid()])

export function writeCursor({ direction, time, id }: ClickCursor): string {
  return Buffer.from([direction, time, id].join('|')).toString('base64url')
}

/** @returns undefined if the text isn't a cursor */
export function readCursor(text: string): ClickCursor | undefined {
  const parts = cursorParts.safeParse(Buffer.from(text, 'base64url').toString().split('|'))
  return parts.success ? { direction: parts.data[0], time: parts.data[1], id: parts.data[2] } : undefined
}

export type ClickList = { totalCount: number; rows: ClickSummary[]; next: string | null; previous: string | null }

/** Individual clicks, newest first, accepted or not. Pages are keyed on (time, id), so they neither repeat nor skip clicks while new ones come in. */
export async function listClicks(
  question: Question,
  options: { limit: number; cursor?: ClickCursor; bots: Bots },
): Promise<ClickList> {
  const { limit, cursor, bots } = options
  const backwards = cursor?.direction === 'before'
  const order = literal(backwards ? 'time ASC, id ASC' : 'time DESC, id DESC')
  // Fetches one more than requested to find out whether there's another page.
  const needed = limit + 1
  const listed = (range: Range) =>
    eventLog().query({
      sql: sql`SELECT ${columnsOf(click, summaryRow)} FROM click
               WHERE ${all([
                 conditions({ ...question, range }, 'click', botConditions[bots]),
                 ...(cursor ? [beyond(cursor.direction, cursor)] : []),
               ])}
               ORDER BY ${order} LIMIT ${value('UInt32', needed)}`,
      row: summaryRow,
    })
  const start = {
    from: cursor ? new Date(`${cursor.time.replace(' ', 'T')}Z`) : null,
    direction: backwards ? ('newer' as const) : ('older' as const),
  }
  const { totalCount, found } = hasClicksPerDay(question, bots) ? await byDays() : await byClicks()

  async function byClicks() {
    const [count, rows] = await Promise.all([countClicks(question, bots), listed(question.range)])
    return { totalCount: count, found: rows }
  }
  async function byDays() {
    const first = firstDaysOfPage(question, start)
    const [perDay, rows] = await Promise.all([clicksPerDay(question, bots), first ? listed(first) : []])
    const count = [...perDay.values()].reduce((sum, clicks) => sum + clicks, 0)
    if (rows.length === needed) return { totalCount: count, found: rows }
    const { range, isEnough } = daysOfPage(question, perDay, { ...start, needed })
    const more = await listed(range)
    // A batch that's just being stored may be counted before it can be listed.
    return { totalCount: count, found: isEnough && more.length < needed ? await listed(question.range) : more }
  }
  const more = found.length > limit
  const page = backwards ? found.slice(0, limit).toReversed() : found.slice(0, limit)
  const first = page.at(0)
  const last = page.at(-1)
  return {
    totalCount,
    rows: await summaries(question.scope.organizationId, page),
    next: last && (backwards || more) ? writeCursor({ direction: 'after', time: last.time, id: last.id }) : null,
    previous:
      first && cursor && (!backwards || more)
        ? writeCursor({ direction: 'before', time: first.time, id: first.id })
        : null,
  }
}

/** Everything recorded about one click, or null if it isn't in the caller's scope. */
export async function findClick(caller: Pick<Caller, 'scope' | 'user'>, id: string): Promise<ClickDetails | null> {
  const { scope } = caller
  const found = identified(id)
  if (!found) return null
  const [row] = await eventLog().query({
    sql: sql`SELECT ${columnsOf(click, detailsRow)} FROM click
             WHERE ${all([within(scope), found])} LIMIT 1`,
    row: detailsRow,
  })
  const [summary] = row ? await summaries(scope.organizationId, [row]) : []
  if (!row || !summary) return null
  const landingPage = row.landing_page
    ? await database()
        .forOrganization(scope.organizationId)
        .landingPage.findFirst({ where: { incrementalId: row.landing_page }, select: { name: true } })
    : null
  return {
    ...summary,
    landingPage: row.landing_page ? { id: row.landing_page, name: landingPage?.name ?? `#${row.landing_page}` } : null,
    channel: row.channel,
    domain: row.domain,
    subIds: [row.sub_id, row.sub_id_2, row.sub_id_3, row.sub_id_4, row.sub_id_5, row.sub_id_6],
    externalTransactionId: row.external_transaction,
    extra: row.extra,
    continent: row.continent,
    latitude: row.latitude,
    longitude: row.longitude,
    timezone: row.timezone,
    browserVersion: row.browser_version,
    osVersion: row.os_version,
    userAgent: row.user_agent,
    language: row.language,
    referer: row.referer,
    utm: {
      source: row.utm_source,
      medium: row.utm_medium,
      campaign: row.utm_campaign,
      term: row.utm_term,
      content: row.utm_content,
    },
    ip: row.ip,
    payout: row.payout,
    // Publishers don't see what the network earns.
    revenue: caller.user.role === 'publisher' ? null : row.revenue,
    currency: row.currency,
  }
}

async function summaries(organizationId: string, rows: readonly z.infer<typeof summaryRow>[]): Promise<ClickSummary[]> {
  const names = (kind: 'publisher' | 'advertiser' | 'network' | 'offer') =>
    namesOf(
      organizationId,
      kind,
      rows.map((row) => row[kind]),
    )
  const [publishers, advertisers, networks, offers, campaigns] = await Promise.all([
    names('publisher'),
    names('advertiser'),
    names('network'),
    names('offer'),
    campaignNames(
      organizationId,
      rows.map(({ campaign }) => campaign).filter((id) => id !== NO_ID),
    ),
  ])
  return rows.map((row) => ({
    id: row.id,
    time: `${row.time.replace(' ', 'T')}Z`,
    status: row.status,
    reason: row.reason,
    flags: row.flags,
    bot: row.bot,
    publisher: nameOf(publishers, row.publisher),
    advertiser: nameOf(advertisers, row.advertiser),
    network: row.network === 0 ? null : nameOf(networks, row.network),
    offer: nameOf(offers, row.offer),
    campaign: row.campaign === NO_ID ? null : (campaigns.get(row.campaign) ?? { id: row.campaign, name: row.campaign }),
    country: row.country,
    region: row.region,
    city: row.city,
    device: row.device,
    browser: row.browser,
    os: row.os,
    refererHost: row.referer_host,
    subId: row.sub_id,
    url: row.url,
  }))
}
