import { z } from 'zod'
import { eventLog } from '../events/log'
import { sql } from '../events/sql'
import type { Day } from '../time'
import type { Counts } from './breakdown'
import { visitorSource, type Question } from './question'

/** Distinct visitors for each day of the range that has any. */
export async function uniqueClicksPerDay(operation: string, question: Question): Promise<Map<Day, number>> {
  const { table, where, uniqueClicks } = visitorSource(question)
  const rows = await eventLog().query({
    operation,
    sql: sql`SELECT day, ${uniqueClicks} AS visitors FROM ${table} WHERE ${where} GROUP BY day`,
    row: z.object({ day: z.string(), visitors: z.number() }),
  })
  return new Map(rows.map(({ day, visitors }) => [day, visitors]))
}

export type DayCounts = Counts & { uniqueClicks: number }

/** The counts of one day, or the sum of several. The visitor hash changes daily, so unique clicks can be added up too. */
export function countsOf(perDay: ReadonlyMap<Day, Counts>, uniques: ReadonlyMap<Day, number>, days: readonly Day[]): DayCounts {
  const sum = (count: (day: Day) => number | undefined) => days.reduce((total, day) => total + (count(day) ?? 0), 0)
  return {
    clicks: sum((day) => perDay.get(day)?.clicks),
    uniqueClicks: sum((day) => uniques.get(day)),
    rejected: sum((day) => perDay.get(day)?.rejected),
    bots: sum((day) => perDay.get(day)?.bots),
  }
}
