import type { Prisma } from '@/lib/database/generated/client'

/** The channel on which background jobs are asked to run at once: lib/jobs/start.ts. */
export const JOB_CHANNEL = 'tributary_jobs'

/** Asks for a background job to run soon. In a transaction, it's asked once that commits. */
export async function wakeJob(store: Pick<Prisma.TransactionClient, '$executeRaw'>, name: string): Promise<void> {
  await store.$executeRaw`SELECT pg_notify(${JOB_CHANNEL}, ${name})`
}
