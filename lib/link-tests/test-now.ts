import type { LinkTestRow } from '@/lib/events/tables'
import { visitsOf } from './plan'
import { recordTest, type Stores } from './record'
import { visit, type TestedPage, type Visit, type Visitor, type VisitResult } from './visit'

/** How many visits of a page run at once when someone waits for them. */
const AT_ONCE = 4
/** How long someone waits, in ms. Visits that haven't begun by then are left to the schedule. */
const PATIENCE = 40_000

/** Tests a landing page right away. @returns the rows, and how many visits there wasn't time for */
export async function testNow(
  stores: Stores,
  visitor: Visitor,
  page: TestedPage,
  { patience = PATIENCE }: { patience?: number } = {},
): Promise<{ rows: LinkTestRow[]; left: number }> {
  const end = Date.now() + patience
  const waiting = visitsOf(page, visitor.proxies)
  const done: { place: Visit; result: VisitResult }[] = []
  const order = [...waiting]
  let begun = 0
  await Promise.all(
    Array.from({ length: AT_ONCE }, async () => {
      for (let place = waiting.shift(); place; place = waiting.shift()) {
        if (Date.now() >= end && begun > 0) return void waiting.unshift(place)
        begun++
        done.push({ place, result: await visit(visitor, page, place) })
      }
    }),
  )
  const results = order.flatMap((place) => done.filter((each) => each.place === place).map(({ result }) => result))
  const now = (visitor.now ?? (() => new Date()))()
  const rows = await recordTest(stores, page, {
    trigger: 'manual',
    results,
    now,
    ...(waiting.length > 0 && { dueAt: now }),
  })
  return { rows, left: waiting.length }
}
