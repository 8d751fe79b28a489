import { z } from 'zod'
import { database } from '@/lib/database/client'
import { join, literal, sql, value, type Sql } from '@/lib/events/sql'
import type { Day } from '@/lib/time'

/** What amounts are converted to, and how much of it one unit of each other currency is worth. */
export type Money = { currency: string; rates: ReadonlyMap<string, string> }

const found = z.array(z.object({ from: z.string(), rate: z.string() }))

/** How amounts are converted to an organization's currency: by the latest rate that's valid on the day, whenever they're from. */
export async function moneyIn(organizationId: string, currency: string, day: Day): Promise<Money> {
  const rows = found.parse(
    await database().prisma.$queryRaw`
      SELECT DISTINCT ON ("from") "from", trim_scale("rate")::text AS rate FROM "ExchangeRate"
      WHERE "organizationId" = ${organizationId}::uuid AND "to" = ${currency} AND NOT "archived" AND "validFrom" <= ${day}::date
      ORDER BY "from", "validFrom" DESC`,
  )
  return {
    currency,
    rates: new Map([...rows.map(({ from, rate }): [string, string] => [from, rate]), [currency, '1']]),
  }
}

/** How much one unit of a column's currency is worth; 0 if there's no rate. Exact, with ten decimal places. */
export function rateOf(column: string, { rates }: Money): Sql {
  const rate = (text: string) => sql`toDecimal256(${value('String', text)}, 10)`
  const cases = [...rates].map(([from, text]) => sql`${literal(column)} = ${value('String', from)}, ${rate(text)}`)
  return sql`multiIf(${join(cases, ', ')}, ${rate('0')})`
}

/** Whether a column's currency can be converted. Without an amount, there's nothing to convert. */
export const isConverted = (column: string, { rates }: Money): Sql =>
  sql`${literal(column)} IN ${value('Array(String)', ['', ...rates.keys()])}`
