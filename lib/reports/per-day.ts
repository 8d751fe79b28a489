import { z } from 'zod'
import { eventLog } from '../events/log'
import { sql } from '../events/sql'
import type { Day } from '../time'
import { countSource, visitorSource, type Question } from './question'

export type DayCounts = { clicks: number; uniqueClicks: number; rejected: number; bots: number }

const none: DayCounts = { clicks: 0, uniqueClicks: 0, rejected: 0, bots: 0 }

/** Counts of each day of the range that has any; read days with `countsOf`. */
export async function countPerDay(operation: string, question: Question): Promise<Map<Day, DayCounts>> {
  const source = countSource(question)
  const visitors = visitorSource(question)
  const [counts, uniques] = await Promise.all([
    eventLog().query({
      operation,
      sql: sql`SELECT day, ${source.count('clicks')} AS total, ${source.count('rejected')} AS refused, ${source.count('bots')} AS robots
               FROM ${source.table} WHERE ${source.where} GROUP BY day`,
      row: z.object({ day: z.string(), total: z.number(), refused: z.number(), robots: z.number() }),
    }),
    eventLog().query({
      operation,
      sql: sql`SELECT day, ${visitors.uniqueClicks} AS visitors FROM ${visitors.table} WHERE ${visitors.where} GROUP BY day`,
      row: z.object({ day: z.string(), visitors: z.number() }),
    }),
  ])
  const visitorsOf = new Map(uniques.map((row) => [row.day, row.visitors]))
  return new Map(
    counts.map(({ day, total, refused, robots }) => [day, { clicks: total, uniqueClicks: visitorsOf.get(day) ?? 0, rejected: refused, bots: robots }]),
  )
}

export function countsOf(perDay: ReadonlyMap<Day, DayCounts>, day: Day): DayCounts {
  return perDay.get(day) ?? none
}

/** Adds up days. */
export function sumDays(perDay: ReadonlyMap<Day, DayCounts>, days: readonly Day[]): DayCounts {
  const all = days.map((day) => countsOf(perDay, day))
  const sum = (name: keyof DayCounts) => all.reduce((total, counts) => total + counts[name], 0)
  return { clicks: sum('clicks'), uniqueClicks: sum('uniqueClicks'), rejected: sum('rejected'), bots: sum('bots') }
}
