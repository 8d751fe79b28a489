import { z } from 'zod'
import { config } from '@/lib/config'
import type { Database } from '@/lib/database/client'
import type { PendingMail, Prisma } from '@/lib/database/generated/client'
import { organizationTransaction } from '@/lib/database/organization'
import { postbackSwitchedOff } from '@/lib/mail/messages'
import { saveMail, sendPending } from '@/lib/mail/outbox'
import { parseUrl } from '@/lib/url'

/** For how long, in hours, and how often in a row all calls must have failed. */
const HOURS = 24
const FAILURES = 20

const due = z.array(z.object({ id: z.string(), failures: z.int(), lastError: z.string() }))

/** Switches off postbacks whose targets have failed for long, and tells their owners. */
export async function switchOffFailing(
  database: Database,
  { now = new Date(), signal }: { now?: Date; signal?: AbortSignal } = {},
): Promise<void> {
  const found = due.parse(
    await database.prisma.$queryRaw`
      SELECT postback."id"::text, total."failures", total."lastError" FROM "CallTotal" total
      JOIN "Postback" postback ON postback."id" = total."targetId" AND postback."organizationId" = total."organizationId"
      WHERE total."kind" = 'postback' AND total."failures" >= ${FAILURES}
        AND total."failingSince" <= ${new Date(now.getTime() - HOURS * 3_600_000)}
        AND postback."active" AND NOT postback."archived"`,
  )
  for (const one of found) {
    signal?.throwIfAborted()
    await sendPending(database, await database.prisma.$transaction((transaction) => switchOff(transaction, one, now)))
  }
}

async function switchOff(
  transaction: Prisma.TransactionClient,
  { id, failures, lastError }: z.output<typeof due>[number],
  now: Date,
): Promise<PendingMail[]> {
  const why = `All ${failures.toLocaleString('en-US')} attempts of the last ${HOURS} hours or more failed. ${lastError}`
  const [postback] = await transaction.postback.updateManyAndReturn({
    // Another process may be doing the same.
    where: { id, active: true, archived: false },
    data: { active: false, switchedOffAt: now, switchedOffWhy: why },
  })
  if (!postback) return []
  const { organizationId, publisherId, name, url } = postback
  await transaction.auditEntry.create({
    data: {
      organizationId,
      action: 'deactivate',
      entity: 'postback',
      entityId: id,
      before: { active: true, switchedOffWhy: '' },
      after: { active: false, switchedOffWhy: why },
    },
  })
  const content = postbackSwitchedOff({
    name,
    host: parseUrl(url)?.host ?? '',
    why,
    url: `${config().baseUrl}/postbacks`,
  })
  const people = await owners(transaction, organizationId, publisherId)
  return saveMail(
    organizationTransaction(transaction, organizationId),
    people.map(({ id: userId }) => ({ userId, content })),
    now,
  )
}

/** Who can do something about it: the publisher's own users, or else its account manager and the admins. */
async function owners(
  transaction: Prisma.TransactionClient,
  organizationId: string,
  publisherId: string | null,
): Promise<{ id: string }[]> {
  const active = { organizationId, status: 'Active', archivedAt: null } as const
  const publisher = publisherId === null ? null : await transaction.publisher.findUnique({ where: { id: publisherId } })
  if (publisher?.postbackManagerEnabled) {
    const own = await transaction.user.findMany({ where: { ...active, publisherId }, select: { id: true } })
    if (own.length > 0) return own
  }
  const manager = publisher?.managerId ? [{ id: publisher.managerId }] : []
  return transaction.user.findMany({ where: { ...active, OR: [{ role: 'admin' }, ...manager] }, select: { id: true } })
}
