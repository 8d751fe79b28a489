import { z } from 'zod'
import { eventLog } from '@/lib/events/log'
import { literal, sql } from '@/lib/events/sql'
import { addSums, amountOf, readSum } from './exact'
import { sumDeclarationOf, sumNames, type Sum } from './metrics'
import { isConverted, type Money } from './money'
import { plan, type Part } from './plan'
import type { Question } from './question'
import { measured, measureOf, PAID, rowsOf } from './sql'

/** Amounts that can't be converted, in their own currency. */
export type Unconverted = { currency: string; amounts: Partial<Record<Sum, number>> }

/** Which amounts of a question's range have no rate. Asked only when there are some. */
export async function unconvertedAmounts(
  question: Question,
  parts: readonly Part[],
  money: Money,
): Promise<Unconverted[]> {
  const asked = new Set(parts.flatMap(({ sums }) => sums))
  const sums = sumNames.filter((sum) => asked.has(sum) && sumDeclarationOf(sum).unit === 'money')
  const found = new Map<string, Map<Sum, bigint>>()
  const queries = plan(question, [{ by: ['day'], sums }]).flatMap((pass) => {
    if (pass.source === 'finished') return []
    const { source, periods } = pass
    return pass.parts.flatMap((part) =>
      part.sums.map(async (sum) => {
        const { currency } = measureOf(sum, source)
        if (!currency) return
        const more = [sql`NOT ${isConverted(currency, money)}`, ...(source === 'click' ? [PAID] : [])]
        const rows = await eventLog().query({
          sql: sql`SELECT toString(${literal(currency)}) AS name, toString(${measured(sum, source)}) AS amount
                   FROM ${rowsOf(question, source, periods, { more })} GROUP BY name HAVING amount != '0'`,
          row: z.object({ name: z.string(), amount: z.string() }),
        })
        for (const { name, amount } of rows) {
          const known = found.get(name) ?? new Map<Sum, bigint>()
          found.set(name, known)
          addSums(known, new Map([[sum, readSum(sum, amount)]]))
        }
      }),
    )
  })
  await Promise.all(queries)
  return [...found]
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([currency, amounts]) => ({
      currency,
      amounts: Object.fromEntries([...amounts].map(([sum, amount]) => [sum, amountOf(amount)])),
    }))
}
