import { setTimeout as sleep } from 'node:timers/promises'
import { z } from 'zod'
import type { Database } from '@/lib/database/client'
import type { PendingMail } from '@/lib/database/generated/client'
import type { OrganizationTransaction } from '@/lib/database/organization'
import { isActive } from '@/lib/identity/active'
import { compose, type Content } from './mail'
import { isTooLate, nextRetry, PATIENCE } from './retry'
import { isRejection, sendMail } from './send'

// Emails about a change are saved with it and go out once it's committed. Those that can't be sent are sent again (retry.ts), to people who are still
// active, at the address they have then.

/** An email to a user of the organization. */
export type Letter = { userId: string; content: Omit<Content, 'to'> }

const saved = z.object({
  subject: z.string(),
  paragraphs: z.array(z.string()),
  action: z.object({ label: z.string(), url: z.string() }).optional(),
  small: z.array(z.string()).optional(),
})

/** Saves emails as part of a change. @returns what `sendPending` sends after the commit */
export function saveMail(
  store: OrganizationTransaction,
  letters: readonly Letter[],
  now = new Date(),
): Promise<PendingMail[]> {
  const { organizationId } = store
  const retryAt = nextRetry(now, now)
  return store.pendingMail.createManyAndReturn({
    data: letters.map(({ userId, content }) => ({
      organizationId,
      userId,
      content: saved.parse(content),
      createdAt: now,
      retryAt,
    })),
  })
}

/** Sends emails that were just saved. Returns early if that takes long. */
export async function sendPending(database: Database, mails: readonly PendingMail[]): Promise<void> {
  const sent = Promise.all(mails.map((mail) => deliver(database, mail)))
  await Promise.race([sent, sleep(PATIENCE, undefined, { ref: false })])
}

/** Sends emails again that couldn't be sent. */
export async function retryMail(
  database: Database,
  { now = new Date(), signal }: { now?: Date; signal?: AbortSignal } = {},
): Promise<void> {
  const due = await database.prisma.pendingMail.findMany({
    where: { retryAt: { lte: now } },
    orderBy: { retryAt: 'asc' },
  })
  for (const { id, organizationId, createdAt, retryAt } of due) {
    signal?.throwIfAborted()
    // Only one of several processes changes the time.
    const [mine] = await database.forOrganization(organizationId).pendingMail.updateManyAndReturn({
      where: { id, retryAt },
      data: { retryAt: nextRetry(createdAt, now) },
    })
    if (mine) await deliver(database, mine)
  }
}

async function deliver(
  database: Database,
  { id, organizationId, userId, content, createdAt, retryAt }: PendingMail,
): Promise<void> {
  const store = database.forOrganization(organizationId)
  const user = await store.user.findFirst({ where: { id: userId }, include: { publisher: true } })
  let isDone = true
  if (user && isActive(user)) {
    try {
      await sendMail(compose({ to: user.email, ...saved.parse(content) }))
    } catch (error) {
      isDone = isRejection(error) || isTooLate(createdAt, retryAt)
      console.error(`Couldn’t send an email to ${user.email} (${isDone ? 'failed' : 'retrying'}):`, error)
    }
  }
  if (isDone) await store.pendingMail.deleteMany({ where: { id, retryAt } })
}
