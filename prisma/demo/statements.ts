import { addMonths, startOfMonth, today } from '@/lib/days'
import type { Database } from '@/lib/database/client'
import type { EventLog } from '@/lib/events/log'
import { addAdjustment } from '@/lib/statements/adjust'
import { approveStatements, payStatements } from '@/lib/statements/approve'
import { createDrafts } from '@/lib/statements/create'
import { isOver } from '@/lib/statements/month'
import type { DemoOrganization } from './catalog'
import { actorOf } from './history'

const HOUR = 3_600_000

/** Statements of the last three months: two are paid, and of the last one, some are approved and some are drafts, one of them with an adjustment. */
export async function storeStatements(
  database: Database,
  events: Pick<EventLog, 'query'>,
  demo: DemoOrganization,
  now: number,
): Promise<void> {
  const actor = actorOf(demo)
  const { timezone } = demo.plan
  const by = { ...actor, organization: { ...actor.organization, timezone } }
  const thisMonth = startOfMonth(today(timezone, new Date(now)))
  for (const back of [3, 2, 1]) {
    const month = addMonths(thisMonth, -back)
    const next = addMonths(month, 1)
    // Accounting looks at a month a few days after it ends.
    const at = (day: number, hour: number) => new Date(Math.min(now, Date.parse(next) + ((day - 1) * 24 + hour) * HOUR))
    await createDrafts(database, events, by, month, at(2, 9))
    const drafts = await database.prisma.statement.findMany({
      where: { organizationId: demo.row.id, month: new Date(month) },
      orderBy: { incrementalId: 'asc' },
    })
    const [first] = drafts
    if (!first) continue
    const isLast = back === 1
    if (isLast) await addAdjustment(database, by, first.id, ADJUSTMENT, at(2, 10))
    // What isn't approved yet waits for someone to look at it.
    const ready = isLast ? drafts.filter((_, index) => index % 3 === 1) : drafts
    const approvedAt = at(3, 10)
    if (ready.length === 0 || !isOver(month, timezone, approvedAt)) continue
    const ids = ready.map(({ id }) => id)
    await approveStatements(
      database,
      events,
      by,
      ids.map((id) => ({ id })),
      approvedAt,
    )
    if (isLast) continue
    const paidAt = at(15, 11)
    await payStatements(
      database,
      by,
      ids,
      { paidOn: new Date(today(timezone, paidAt)), reference: `SEPA ${month.slice(0, 7)}` },
      paidAt,
    )
  }
}

const ADJUSTMENT = { amount: '-25', reason: 'Test orders from the relaunch' }
