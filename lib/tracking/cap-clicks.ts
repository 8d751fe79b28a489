import { z } from 'zod'
import type { EventLog } from '@/lib/events/log'
import { sql, storeTime, value } from '@/lib/events/sql'
import { uuidTime } from '@/lib/uuid'
import type { OpenLease } from './cap-leases'

/** How much earlier than its lease a click can be, in ms: it waited for it, or the clock was set. */
const EARLIER = 60_000

/** How many clicks in the event log used each lease. */
export async function countUsed(
  events: Pick<EventLog, 'query' | 'flush'>,
  leases: readonly OpenLease[],
  own: boolean,
): Promise<Map<string, number>> {
  if (own) await events.flush()
  const ids = leases.map(({ id }) => id)
  const organizations = [...new Set(leases.map(({ organizationId }) => organizationId))]
  const since = Math.min(...ids.map(uuidTime)) - EARLIER
  const rows = await events.query({
    work: 'caps',
    sql: sql`
      SELECT lease, count() AS used FROM click ARRAY JOIN cap_leases AS lease
      WHERE organization IN ${value('Array(UUID)', organizations)} AND time >= ${value("DateTime64(3, 'UTC')", storeTime(new Date(since)))}
        AND lease IN ${value('Array(UUID)', ids)}
      GROUP BY lease`,
    row: z.object({ lease: z.string(), used: z.number() }),
  })
  return new Map(rows.map(({ lease, used }) => [lease, used]))
}
