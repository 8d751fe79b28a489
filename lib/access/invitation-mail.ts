import { setTimeout as sleep } from 'node:timers/promises'
import type { Database } from '@/lib/database/client'
import { lockOrganization } from '@/lib/identity/change'
import { invitation } from '@/lib/mail/messages'
import { isTooLate, nextRetry, PATIENCE } from '@/lib/mail/retry'
import { isMailConfigured, isRejection, sendMail } from '@/lib/mail/send'
import { isActive } from '@/lib/identity/active'
import { withPublisher } from './find-user'
import { findOpenLink, invitationNames, issueLink, type InvitationNames } from './one-time-token'

// An invitation's email goes out after the user is saved, so it can fail when the user is already there. Then their row says so, and a job sends it
// again (lib/mail/retry.ts). Each attempt has a new link, since only hashes are stored.

type InvitationMail = {
  organizationId: string
  userId: string
  to: string
  url: string
  names: InvitationNames
  invitedAt: Date
  /** Also identifies this attempt: if the row says otherwise, a newer one has taken over. */
  retryAt: Date
}

/** Sends an invitation that was just saved. Returns early if that takes long. */
export async function sendInvitation(store: Database, mail: InvitationMail): Promise<void> {
  await Promise.race([deliver(store, mail), sleep(PATIENCE, undefined, { ref: false })])
}

async function deliver(store: Database, mail: InvitationMail): Promise<void> {
  const { organizationId, userId, to, url, names, invitedAt, retryAt } = mail
  // Without a mail server, the email goes to the log, and there's nothing to retry.
  let outcome: 'sent' | 'retrying' | 'failed' | null = isMailConfigured() ? 'sent' : null
  try {
    await sendMail(invitation({ to, ...names, url }))
  } catch (error) {
    outcome = isRejection(error) || isTooLate(invitedAt, retryAt) ? 'failed' : 'retrying'
    console.error(`Couldn’t send the invitation to ${to} (${outcome}):`, error)
  }
  await store.forOrganization(organizationId).user.updateMany({
    where: { id: userId, invitationRetryAt: retryAt },
    data: { invitationDelivery: outcome, ...(outcome === 'retrying' ? {} : { invitationRetryAt: null }) },
  })
}

/** Sends invitations again whose email couldn't be sent. */
export async function retryInvitations(
  store: Database,
  { now = new Date(), signal }: { now?: Date; signal?: AbortSignal } = {},
): Promise<void> {
  const due = await store.prisma.user.findMany({
    where: { invitationRetryAt: { lte: now } },
    select: { id: true, organizationId: true },
    orderBy: { invitationRetryAt: 'asc' },
  })
  for (const { id, organizationId } of due) {
    signal?.throwIfAborted()
    const mail = await renew(store, { organizationId, userId: id }, now)
    if (mail) await deliver(store, mail)
  }
}

/** Prepares another attempt, unless another process has, or the invitation has been accepted or revoked. */
async function renew(
  store: Database,
  owner: { organizationId: string; userId: string },
  now: Date,
): Promise<InvitationMail | null> {
  const { organizationId, userId } = owner
  return store.prisma.$transaction(async (transaction) => {
    await lockOrganization(transaction, organizationId)
    const user = await transaction.user.findFirst({
      where: { id: userId, organizationId, invitationRetryAt: { lte: now } },
      include: withPublisher,
    })
    if (!user) return null
    const { invitedAt } = user
    const link = await findOpenLink(transaction, 'invitation', owner, now)
    const isOpen = link !== null && invitedAt !== null && user.passwordHash === null && isActive(user)
    const retryAt = isOpen ? nextRetry(invitedAt, now) : null
    await transaction.user.update({
      where: { id: userId, organizationId },
      data: { invitationRetryAt: retryAt, ...(isOpen ? {} : { invitationDelivery: null }) },
    })
    if (!isOpen || !retryAt) return null
    const names = invitationNames(link)
    const url = await issueLink(transaction, 'invitation', owner, names, now)
    return { ...owner, to: user.email, url, names, invitedAt, retryAt }
  })
}
