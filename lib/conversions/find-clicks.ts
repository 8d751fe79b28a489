import type { EventLog } from '@/lib/events/log'
import { join, literal, sql, storeTime, value, type Sql } from '@/lib/events/sql'
import { uuidTime } from '@/lib/uuid'
import { foundClick, type FoundClick } from './facts'

// What conversions are attributed to, by transaction ID: clicks, or impressions where the offer allows it. Their IDs are alike.

/** A click or impression by its organization and ID. */
export type Sought = { organizationId: string; transactionId: string }

const names = Object.keys(foundClick.omit({ isImpression: true }).shape)
/** The columns of what's found. */
export const foundColumns = {
  click: literal([...names, 'false AS isImpression'].join(', ')),
  // Impressions have no trigger, and lead nowhere.
  impression: literal(
    [
      ...names.map((name) => (name === 'trigger' || name === 'url' ? `'' AS ${name}` : name)),
      'true AS isImpression',
    ].join(', '),
  ),
}

/** How much earlier than its ID a click's time can be, in ms: the clock was set back, and IDs only increase. */
const SET_BACK = 60_000
/** Ranges of time per query. */
const MOST_RANGES = 50

/**
 * Finds clicks in one query, and what isn't a click's among impressions in another. An ID has its click's time, to the millisecond, so the store reads a few thousand rows per click: 500 clicks of the last
 * two days among 3 million take 20 to 40 ms, and 500 of a whole month 260 ms.
 * @returns those that the store has, by soughtKey
 */
export async function findClicks(events: Pick<EventLog, 'query'>, sought: readonly Sought[]): Promise<Found> {
  return ask(events, sought, (some) => {
    const times = [...new Set(some.map(({ transactionId }) => timeOf(transactionId)))]
    return sql`time IN (SELECT toDateTime64(arrayJoin(${value('Array(String)', times)}), 3, 'UTC'))`
  })
}

/** Finds those that weren't found by their exact time. */
export async function findClicksNearby(events: Pick<EventLog, 'query'>, sought: readonly Sought[]): Promise<Found> {
  const found: Found = new Map()
  for (let start = 0; start < sought.length; start += MOST_RANGES) {
    const some = sought.slice(start, start + MOST_RANGES)
    for (const [key, click] of await ask(events, some, timesNearby)) found.set(key, click)
  }
  return found
}

type Found = Map<string, FoundClick>

function timesNearby(sought: readonly Sought[]): Sql {
  const ranges = sought.map(({ transactionId }) => {
    const [from, to] = [timeOf(transactionId, -SET_BACK), timeOf(transactionId)]
    return sql`time BETWEEN ${value("DateTime64(3, 'UTC')", from)} AND ${value("DateTime64(3, 'UTC')", to)}`
  })
  return join(ranges, ' OR ')
}

/** @param timesOf when some of them can have been, as a condition */
async function ask(
  events: Pick<EventLog, 'query'>,
  sought: readonly Sought[],
  timesOf: (some: readonly Sought[]) => Sql,
): Promise<Found> {
  const clicks = await askTable(events, 'click', sought, timesOf)
  const others = sought.filter((one) => !clicks.has(soughtKey(one)))
  return new Map([...clicks, ...(await askTable(events, 'impression', others, timesOf))])
}

async function askTable(
  events: Pick<EventLog, 'query'>,
  table: keyof typeof foundColumns,
  sought: readonly Sought[],
  timesOf: (some: readonly Sought[]) => Sql,
): Promise<Found> {
  if (sought.length === 0) return new Map()
  const ids = [...new Set(sought.map(({ transactionId }) => transactionId))]
  const organizations = [...new Set(sought.map(({ organizationId }) => organizationId))]
  const rows = await events.query({
    work: 'conversions',
    sql: sql`
      SELECT ${foundColumns[table]} FROM ${literal(table)}
      WHERE organization IN ${value('Array(UUID)', organizations)} AND (${timesOf(sought)}) AND id IN ${value('Array(UUID)', ids)}`,
    row: foundClick,
    // More cost more than they save.
    threads: 1,
  })
  return new Map(rows.map((row) => [soughtKey({ organizationId: row.organization, transactionId: row.id }), row]))
}

const timeOf = (id: string, shift = 0): string => storeTime(new Date(uuidTime(id) + shift))

export const soughtKey = ({ organizationId, transactionId }: Sought): string => `${organizationId} ${transactionId}`

/** How far ahead of this process's clock a click can be, in ms. */
const AHEAD = 86_400_000

/** Whether a UUID can be a click's or an impression's. The store has no times as far in the future as other UUIDs would mean. */
export const isTransactionId = (id: string, now: number): boolean => id.charAt(14) === '7' && uuidTime(id) < now + AHEAD
