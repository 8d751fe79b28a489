import type { Database } from '@/lib/database/client'
import type { EventLog } from '@/lib/events/log'
import { addDays, today } from '@/lib/time'

/** Deletes clicks past their organization's retention. Does nothing if there are none, so it may run often. */
export async function forgetOldClicks(
  { prisma }: Database,
  events: EventLog,
  { now = new Date(), signal }: { now?: Date; signal?: AbortSignal } = {},
): Promise<void> {
  const organizations = await prisma.organization.findMany({
    where: { retentionDays: { not: null } },
    select: { id: true, timezone: true, retentionDays: true },
  })
  for (const { id, timezone, retentionDays } of organizations) {
    if (retentionDays === null) continue
    signal?.throwIfAborted()
    await events.forget({ organizations: [id], before: addDays(today(timezone, now), -retentionDays) })
  }
}
