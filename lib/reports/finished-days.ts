import { createHash } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import { z } from 'zod'
import type { Database } from '@/lib/database/client'
import { eventLog, type EventLog } from '@/lib/events/log'
import { join, literal, render, sql, value, type Sql } from '@/lib/events/sql'
import { finishedDay, finishedRow, finishedValue } from '@/lib/events/tables'
import { singleton } from '@/lib/singleton'
import { today, type Day } from '@/lib/time'
import { declarationOf, dimensionNames } from './dimensions'
import { sumDeclarationOf, sumNames } from './metrics'
import type { FinishedDays } from './plan'
import { daysFrom, measured } from './sql'

// Counts days once they're over, so that questions about them read numbers: docs/decisions/0021-finished-days.md.

/** An INSERT … SELECT for each thing that's counted of a day, with what it's counted by. */
const counts: readonly { by: string; statement: (days: Counted) => Sql }[] = [
  { by: 'day', statement: (days) => perValue('day', literal("''"), days) },
  ...dimensionNames
    .filter((dimension) => declarationOf(dimension).isKept)
    .map((dimension) => ({
      by: dimension,
      statement: (days: Counted) =>
        perValue(dimension, literal(`toString(${declarationOf(dimension).expression.click})`), days),
    })),
  { by: 'row', statement: perRow },
]

/** Days that are counted together. */
type Counted = { organizationId: string; days: readonly Day[]; version: number }

const kept = sumNames.flatMap((sum) => {
  const column = sumDeclarationOf(sum).measure.finished?.of
  return column === undefined ? [] : [{ column, figure: render(measured(sum, 'click')) }]
})
const figures = literal(kept.map(({ figure }) => figure).join(', '))
const columns = literal(kept.map(({ column }) => column).join(', '))

function perValue(dimension: string, expression: Sql, counted: Counted): Sql {
  return sql`INSERT INTO ${literal(finishedValue.name)} (organization, dimension, publisher, day, value, version, ${columns})
    SELECT organization, ${value('String', dimension)}, arrayJoin([0, publisher]) AS one, day, ${expression} AS named, ${value('UInt64', counted.version)}, ${figures}
    FROM click WHERE ${rowsOf(counted)} GROUP BY organization, one, day, named ${background}`
}

function perRow(counted: Counted): Sql {
  return sql`INSERT INTO ${literal(finishedRow.name)} (organization, day, publisher, advertiser, network, version, ${columns})
    SELECT organization, day, publisher, advertiser, network, ${value('UInt64', counted.version)}, ${figures}
    FROM click WHERE ${rowsOf(counted)} GROUP BY organization, day, publisher, advertiser, network ${background}`
}

/** No hurry, and clicks come first. The second setting only matters on a cluster. */
const background = literal('SETTINGS max_threads = 1, distributed_foreground_insert = 1')

/** The days' clicks. Wherever their zone is, they're within a day of them, which is all that the store has to look through. */
function rowsOf({ organizationId, days }: Counted): Sql {
  const [first, last] = [days.reduce((a, b) => (a < b ? a : b)), days.reduce((a, b) => (a > b ? a : b))]
  const midnight = (day: Day) => sql`toDateTime64(${value('Date', day)}, 3, 'UTC')`
  return sql`organization = ${value('UUID', organizationId)} AND day IN ${value('Array(Date)', days)}
    AND indexHint(time >= ${midnight(first)} - INTERVAL 14 HOUR AND time < ${midnight(last)} + INTERVAL 36 HOUR)`
}

/** Changes whenever something else is counted, or in another way. Days counted before that are counted again. */
const definitions = createHash('sha256')
  .update(
    counts.map(({ statement }) => render(statement({ organizationId: '', days: ['2000-01-01'], version: 0 }))).join(),
  )
  .digest('hex')
  .slice(0, 16)

/** Clicks of a day, and of how many of them its figures are. */
type Known = { day: Day; version: number; counted: number; total: number }

/** What's known of an organization's days in the periods. */
function knownDays(organizationId: string, days: Sql): Sql {
  const of = sql`organization = ${value('UUID', organizationId)} AND ${days}`
  return sql`SELECT toString(day) AS day, max(latest) AS version, sum(counted) AS counted, sum(clicks) AS total FROM (
    SELECT day, max(version) AS latest, argMax(total, version) AS counted, 0 AS clicks
    FROM finished_day WHERE ${of} AND definitions = ${value('String', definitions)} GROUP BY day
    UNION ALL SELECT day, 0 AS latest, 0 AS counted, sum(total) AS clicks FROM day_total WHERE ${of} GROUP BY day
  ) GROUP BY day`
}

const knownDay = z.object({ day: z.string(), version: z.number(), counted: z.number(), total: z.number() })

/** Finished days whose figures are complete, and the version of each. A click that came late makes them incomplete until the day is counted again. */
export async function finishedDays(events: EventLog, organizationId: string, days: Sql): Promise<FinishedDays> {
  const rows = await events.query({
    sql: sql`${knownDays(organizationId, days)} HAVING counted = total AND version > 0`,
    row: knownDay,
  })
  return new Map(rows.map(({ day, version }) => [day, version]))
}

/** The most questions whose finished days are remembered. */
const REMEMBERED = 1_000

const lookups = singleton('finished-days', () => ({
  /** What each question found last. */
  remembered: new Map<string, FinishedDays>(),
  /** Lookups that began in this turn of the event loop: parts of one answer share theirs. */
  beginning: new Map<string, Promise<FinishedDays>>(),
}))

function lookUp(key: string, organizationId: string, days: Sql): Promise<FinishedDays> {
  const { beginning } = lookups
  const other = beginning.get(key)
  if (other) return other
  const one = finishedDays(eventLog(), organizationId, days)
  beginning.set(key, one)
  setImmediate(() => beginning.delete(key))
  return one
}

/**
 * Answers a question with the finished days of the periods. Looking them up takes 9 ms, and they rarely change: so it's answered with those it
 * had last time, at the same time as they're looked up, and once more if they're others now.
 */
export async function withFinishedDays<T>(
  { organizationId, periods }: { organizationId: string; periods: readonly { from: Day; to: Day }[] },
  answer: (finished: FinishedDays) => Promise<T>,
): Promise<T> {
  const days = sql`(${join(
    periods.map(({ from: first, to }) => daysFrom(first, to)),
    ' OR ',
  )})`
  const { remembered } = lookups
  const key = `${organizationId} ${render(days)}`
  const expected = remembered.get(key)
  const early = expected && answer(expected)
  // If it's needed, it's awaited below.
  early?.catch(() => undefined)
  const found = await lookUp(key, organizationId, days)
  if (remembered.size >= REMEMBERED) remembered.clear()
  remembered.set(key, found)
  return early && isSame(expected, found) ? early : answer(found)
}

const isSame = (one: FinishedDays, other: FinishedDays) =>
  one.size === other.size && [...one].every(([day, version]) => other.get(day) === version)

/**
 * Counts days that are over and haven't been counted, or not with all of their clicks. Newest first, since they're asked about most.
 * @param pace pauses for so many times as long as it worked; 3 takes a quarter of a core
 */
export async function countFinishedDays(
  { prisma }: Pick<Database, 'prisma'>,
  events: EventLog,
  { now = new Date(), signal, pace = 3 }: { now?: Date; signal?: AbortSignal; pace?: number } = {},
): Promise<void> {
  const organizations = await prisma.organization.findMany({ select: { id: true, timezone: true } })
  for (const { id, timezone } of organizations) {
    const days = await events.query({
      work: 'count-finished-days',
      sql: sql`${knownDays(id, sql`day < ${value('Date', today(timezone, now))}`)} HAVING counted != total ORDER BY day DESC`,
      row: knownDay,
    })
    for (const batch of batchesOf(days)) {
      signal?.throwIfAborted()
      await countDays(events, id, batch, { signal, pace })
    }
  }
}

/** Clicks that are counted together, and days: a store with few clicks a day needs few statements. */
const BATCH = { clicks: 100_000, days: 31 }

function batchesOf(days: readonly Known[]): Known[][] {
  const batches: { days: Known[]; clicks: number }[] = []
  for (const day of days) {
    const last = batches.at(-1)
    if (last && last.days.length < BATCH.days && last.clicks + day.total <= BATCH.clicks) {
      last.days.push(day)
      last.clicks += day.total
    } else batches.push({ days: [day], clicks: day.total })
  }
  return batches.map(({ days: of }) => of)
}

let lastVersion = 0

async function countDays(
  events: EventLog,
  organizationId: string,
  days: readonly Known[],
  { signal, pace }: { signal: AbortSignal | undefined; pace: number },
): Promise<void> {
  const earlier = Math.max(...days.map(({ version }) => version))
  lastVersion = Math.max(Date.now(), lastVersion + 1, earlier + 1)
  const counted = { organizationId, days: days.map(({ day }) => day), version: lastVersion }
  for (const { statement } of counts) {
    const started = performance.now()
    await events.command(render(statement(counted)))
    await sleep(pace * (performance.now() - started), undefined, signal && { signal })
  }
  const of = sql`organization = ${value('UUID', organizationId)} AND day IN ${value('Array(Date)', counted.days)} AND version = ${value('UInt64', counted.version)}`
  const clicks = literal('sum(clicks + rejected + bots)')
  // Clicks are only ever added, so equal numbers are of the same clicks. Otherwise one came in between, and the next run counts the day again.
  await events.command(
    render(sql`INSERT INTO ${literal(finishedDay.name)} (organization, day, version, definitions, total) SETTINGS distributed_foreground_insert = 1
      SELECT ${value('UUID', organizationId)}, day, ${value('UInt64', counted.version)}, ${value('String', definitions)}, min(clicks) FROM (
        SELECT day, ${clicks} AS clicks FROM finished_value WHERE ${of} AND publisher = 0 GROUP BY day, dimension
        UNION ALL SELECT day, ${clicks} AS clicks FROM finished_row WHERE ${of} GROUP BY day
      ) GROUP BY day HAVING count() = ${value('UInt64', counts.length)} AND min(clicks) = max(clicks)`),
  )
}
