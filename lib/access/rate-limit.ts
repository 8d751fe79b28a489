import { z } from 'zod'
import type { Database } from '@/lib/database/client'
import { Prisma } from '@/lib/database/generated/client'
import type { RateState } from '@/lib/identity/caller'
import { singleton } from '@/lib/singleton'

export type RateLimit = {
  /** What to count, such as `key:<id>`. */
  key: string
  /** Maximum per window. */
  limit: number
  /** Length of the window in seconds. */
  window: number
}

const counted = z.tuple([z.object({ count: z.number() })])

/**
 * Adds one to the count of the current fixed window, which all processes share: one statement on an unlogged table, about half a millisecond.
 * A sliding window would be smoother at twice the cost, and clients only need a limit and an accurate Retry-After.
 */
export async function take(database: Database, { key, ...limit }: RateLimit, now = new Date()): Promise<RateState> {
  const rows = await database.prisma.$queryRaw(countSql(Prisma.sql`SELECT ${key} AS key`, limit, now))
  const [row] = counted.parse(rows)
  return rateState(row.count, limit, now)
}

/** The statement behind `take`. The given query selects one `key`, or no row to count nothing. Returns `count`. */
export function countSql(key: Prisma.Sql, { window }: Pick<RateLimit, 'window'>, now: Date): Prisma.Sql {
  return Prisma.sql`INSERT INTO "RateWindow" (key, "windowStart", count) SELECT key, ${windowStart(window, now)}::timestamptz, 1 FROM (${key}) counted
    ON CONFLICT (key, "windowStart") DO UPDATE SET count = "RateWindow".count + 1 RETURNING count`
}

const here = singleton('rate-windows', () => ({ start: 0, counts: new Map<string, number>() }))

/** Counts in this process only, for when the disk is too full to write the shared count. */
export function countHere(key: string, { window }: Pick<RateLimit, 'window'>, now: Date): number {
  const start = windowStart(window, now).getTime()
  if (here.start !== start) here.counts.clear()
  here.start = start
  const count = (here.counts.get(key) ?? 0) + 1
  here.counts.set(key, count)
  return count
}

/** Turns a count into a rate state. */
export function rateState(count: number, { limit, window }: Omit<RateLimit, 'key'>, now: Date): RateState {
  const end = windowStart(window, now).getTime() + window * 1000
  return {
    allowed: count <= limit,
    limit,
    remaining: Math.max(0, limit - count),
    resetAfter: Math.max(1, Math.ceil((end - now.getTime()) / 1000)),
  }
}

/** Takes one back from the count of the current window. */
export async function giveBack(database: Database, { key, window }: RateLimit, now = new Date()): Promise<void> {
  await database.prisma
    .$executeRaw`UPDATE "RateWindow" SET count = count - 1 WHERE key = ${key} AND "windowStart" = ${windowStart(window, now)} AND count > 0`
}

/** Deletes windows that started over an hour ago. */
export async function forgetOldWindows(database: Database, now = new Date()): Promise<void> {
  await database.prisma.rateWindow.deleteMany({ where: { windowStart: { lt: new Date(now.getTime() - 3_600_000) } } })
}

function windowStart(window: number, now: Date): Date {
  return new Date(Math.floor(now.getTime() / 1000 / window) * window * 1000)
}
