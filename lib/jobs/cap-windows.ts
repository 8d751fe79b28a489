import type { Database } from '@/lib/database/client'

const DAY = 86_400_000
/** How long what was used of a cap is kept after its period, in days. */
const KEPT = 400
/** No period is longer, in days. */
const LONGEST = 31
/** Rows deleted at once. */
const BATCH = 10_000

/** Deletes what was used of caps in periods that ended long ago. What was used in total stays: its period starts at the epoch and never ends. */
export async function forgetOldCapWindows(
  { prisma }: Database,
  { now = new Date(), signal }: { now?: Date; signal?: AbortSignal } = {},
): Promise<void> {
  const before = new Date(now.getTime() - (KEPT + LONGEST) * DAY)
  for (let deleted = BATCH; deleted === BATCH;) {
    signal?.throwIfAborted()
    // A tracker that was gone for a year may still have to say what it used.
    deleted = await prisma.$executeRaw`
      DELETE FROM "CapWindow" WHERE ctid = ANY(ARRAY(
        SELECT old.ctid FROM "CapWindow" old
        WHERE old."start" > ${new Date(0)} AND old."start" < ${before} AND NOT EXISTS (
          SELECT FROM "CapLease" lease
          WHERE lease."organizationId" = old."organizationId" AND lease."capId" = old."capId" AND lease."windowStart" = old."start"
        )
        LIMIT ${BATCH}
      ))`
  }
}
