import { z } from 'zod'
import type { Database } from '../database/client'

export type RateLimit = {
  /** What is counted, such as `key:<id>`. */
  key: string
  /** How many per window. */
  limit: number
  /** Length of the window in seconds. */
  window: number
}

export type RateState = {
  allowed: boolean
  limit: number
  remaining: number
  /** Seconds until the window ends. */
  resetAfter: number
}

/**
 * Counts one more in the current fixed window, for all processes together: one statement on an unlogged table, about half a millisecond.
 * A sliding window would be smoother at twice the cost; clients only need a bound and an honest Retry-After.
 */
export async function take(database: Database, { key, limit, window }: RateLimit, now = new Date()): Promise<RateState> {
  const start = Math.floor(now.getTime() / 1000 / window) * window
  const rows = await database.prisma.$queryRaw`
    INSERT INTO "RateWindow" (key, "windowStart", count) VALUES (${key}, ${new Date(start * 1000)}, 1)
    ON CONFLICT (key, "windowStart") DO UPDATE SET count = "RateWindow".count + 1 RETURNING count`
  const [row] = z.tuple([z.object({ count: z.number() })]).parse(rows)
  return {
    allowed: row.count <= limit,
    limit,
    remaining: Math.max(0, limit - row.count),
    resetAfter: Math.max(1, Math.ceil(start + window - now.getTime() / 1000)),
  }
}

/** Takes back one count of the current window. */
export async function giveBack(database: Database, { key, window }: RateLimit, now = new Date()): Promise<void> {
  const start = new Date(Math.floor(now.getTime() / 1000 / window) * window * 1000)
  await database.prisma.$executeRaw`UPDATE "RateWindow" SET count = count - 1 WHERE key = ${key} AND "windowStart" = ${start} AND count > 0`
}

/** Forgets windows that ended over an hour ago. */
export async function forgetOldWindows(database: Database, now = new Date()): Promise<void> {
  await database.prisma.rateWindow.deleteMany({ where: { windowStart: { lt: new Date(now.getTime() - 3_600_000) } } })
}
