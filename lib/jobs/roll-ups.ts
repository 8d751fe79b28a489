import type { Database } from '../database/client'
import type { EventLog } from '../events/log'

const LOCK = 7246003

/** How long a check may take, in ms. */
const PATIENCE = 3_600_000

/** Compares the roll-ups with the clicks, and rebuilds those that don't match: lib/events/upkeep.ts. Of several processes one does it. */
export async function checkRollUps({ prisma }: Database, events: EventLog): Promise<void> {
  await prisma.$transaction(
    async (transaction) => {
      const [row] = await transaction.$queryRaw<{ mine: boolean }[]>`SELECT pg_try_advisory_xact_lock(${LOCK}) AS mine`
      if (row?.mine) await events.checkRollUps()
    },
    { timeout: PATIENCE },
  )
}
