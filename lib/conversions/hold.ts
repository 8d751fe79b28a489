import type { Database } from '@/lib/database/client'
import { changeConversions } from './write'

/** Conversions approved in one transaction. */
const MOST = 500

/**
 * Approves conversions whose hold period is over. The event log gets the new versions from the outbox.
 * @param now ms since 1970
 */
export async function approveHeld(
  { prisma }: Pick<Database, 'prisma'>,
  { now, signal }: { now: number; signal: AbortSignal },
): Promise<void> {
  const isOver = { status: 'Pending', holdUntil: { lte: new Date(now) } } as const
  while (!signal.aborted) {
    const next = await prisma.conversion.findFirst({ where: isOver, select: { organizationId: true } })
    if (!next) return
    const due = await prisma.conversion.findMany({
      where: { ...isOver, organizationId: next.organizationId },
      orderBy: { holdUntil: 'asc' },
      take: MOST,
      select: { id: true },
    })
    await prisma.$transaction((transaction) =>
      changeConversions(
        transaction,
        next.organizationId,
        due.map(({ id }) => id),
        // Someone may have decided about it meanwhile.
        ({ status, holdUntil, decisions }) =>
          status === 'Pending' && holdUntil && holdUntil.getTime() <= now
            ? {
                status: 'Approved',
                reason: decisions.find(({ effect }) => effect === 'unpaid')?.reason ?? '',
                holdUntil: null,
              }
            : undefined,
      ),
    )
  }
}
