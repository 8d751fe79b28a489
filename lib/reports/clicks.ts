import { z } from 'zod'
import type { Caller } from '@/lib/identity/caller'
import { eventLog } from '@/lib/events/log'
import { all, literal, sql, value } from '@/lib/events/sql'
import { click } from '@/lib/events/tables'
import {
  botConditions,
  clicksPerDay,
  countClicks,
  daysOfPage,
  firstDaysOfPage,
  hasClicksPerDay,
  type Bots,
} from './click-days'
import { beyond, columnsOf, type Place } from './places'
import type { Question } from './question'
import { originsOf } from './event-context'
import type { EventOrigin } from './event-schema'
import type { Range } from './range'
import type { ClickDetails, ClickSummary } from './click-schema'
import { conditions } from './sql'
import { findRow, visitDetails, visitDetailsRow, visitRow, visitSummaries } from './visits'

const summaryRow = visitRow.extend({ url: z.string() })
const detailsRow = visitDetailsRow.extend({ url: z.string() })

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
  const row = await findRow(caller, { table: click, row: detailsRow }, id)
  return row && { ...(await visitDetails(caller, row)), url: row.url }
}

const originRow = z.object({
  id: z.string(),
  time: z.string(),
  link: z.string(),
  domain: z.string(),
  key: z.string(),
  trigger: z.string(),
  external_user: z.string(),
})

/** How a click came about, or null if it isn't in the caller's scope. */
export async function originOfClick(caller: Caller, id: string): Promise<EventOrigin | null> {
  const row = await findRow(caller, { table: click, row: originRow }, id)
  return row && (await originsOf(caller, [row]))(row)
}

async function summaries(organizationId: string, rows: readonly z.infer<typeof summaryRow>[]): Promise<ClickSummary[]> {
  const urls = new Map(rows.map(({ id, url }) => [id, url]))
  return (await visitSummaries(organizationId, rows)).map((row) => ({ ...row, url: urls.get(row.id) ?? '' }))
}
