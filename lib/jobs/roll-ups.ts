import type { Database } from '../database/client'
import type { EventLog } from '../events/log'

const LOCK = 7246003

/** Time limit for a check, in ms. */
const PATIENCE = 3_600_000

/** Compares the roll-ups with the clicks and rebuilds those that don't match (lib/events/upkeep.ts). Only one process at a time does it. */
export async function checkRollUps({ prisma }: Database, events: EventLog): Promise<void> {
  await prisma.$transaction(
    async (transaction) => {
      const [row] = await transaction.$queryRaw<{ mine: boolean }[]>`SELECT pg_try_advisory_xact_lock(${LOCK}) AS mine`
      if (row?.mine) await events.checkRollUps()
    },
    { timeout: PATIENCE },
  )
}
