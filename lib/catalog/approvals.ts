import type { z } from 'zod'
import { config } from '@/lib/config'
import type { approvalFields } from '@/lib/catalog/rules/approval'
import type { Database } from '@/lib/database/client'
import type { OfferApproval, PendingMail, Prisma } from '@/lib/database/generated/client'
import type { OrganizationTransaction } from '@/lib/database/organization'
import type { Caller } from '@/lib/identity/caller'
import { change } from '@/lib/identity/change'
import { Refused } from '@/lib/identity/refused'
import { among } from '@/lib/identity/scope'
import { applicationDecided } from '@/lib/mail/messages'
import { saveMail, sendPending } from '@/lib/mail/outbox'
import { audited, requireUnchanged, type Editing } from './editing'
import { findOffer, requireOfferReach, requireUsable, withAdvertiser, type OfferPath } from './find-offer'
import { requireReferred } from './referred'

/** Whether a publisher may run an offer, and why. Absent fields stay unchanged. */
export type Decision = { [Name in keyof typeof approvalFields]?: z.output<(typeof approvalFields)[Name]> }

export const withApprovalRelations = {
  offer: { include: { advertiser: true } },
  publisher: true,
} as const satisfies Prisma.OfferApprovalInclude

export type ApprovalRow = Prisma.OfferApprovalGetPayload<{ include: typeof withApprovalRelations }>

/** Decides about a publisher that hasn't applied. By default, it's approved. Its users are told by email. */
export function createApproval(
  database: Database,
  caller: Caller,
  path: OfferPath,
  { publisherId, status = 'Approved', decisionNote = '' }: Decision & { publisherId: string },
): Promise<{ id: string }> {
  return change(database, caller, async ({ database: store, record, afterCommit }) => {
    const offer = await findOffer(store, caller, path, 'edit')
    requireUsable(offer)
    await requireReferred(store, [{ publisherId }])
    if (await store.offerApproval.findFirst({ where: { offerId: offer.id, publisherId } }))
      throw new Refused(
        'conflict',
        'already has an approval or application for this offer; update it instead',
        'publisherIncrementalId',
      )
    const made = await store.offerApproval.create({
      data: {
        organizationId: store.organizationId,
        offerId: offer.id,
        publisherId,
        status,
        decisionNote,
        decidedAt: new Date(),
        decidedById: caller.user.id,
        lastUpdatedById: caller.user.id,
      },
    })
    await record({ action: 'create', entity: 'offerApproval', entityId: made.id, after: audited(made) })
    const mails = await tell(store, offer.name, made)
    afterCommit(() => sendPending(database, mails))
    return made
  })
}

/**
 * Approves or rejects publishers for offers: all of these applications and approvals, or none. A publisher is told by email if that changes.
 * @param of if given, they have to be of this offer
 */
export function changeApprovals(
  database: Database,
  caller: Caller,
  ids: readonly string[],
  input: Decision,
  { of, ...editing }: Editing & { of?: OfferPath } = {},
): Promise<void> {
  return change(database, caller, async ({ database: store, record, afterCommit }) => {
    const all = await store.offerApproval.findMany({
      where: { id: { in: [...ids] }, offer: { advertiser: among(caller.reach.advertisers.see) } },
      include: { offer: { include: withAdvertiser } },
    })
    const offer = of && (await findOffer(store, caller, of, 'edit'))
    refuseUnknown(offer ? all.filter(({ offerId }) => offerId === offer.id) : all, ids)
    requireOfferReach(
      caller,
      all.map((row) => row.offer),
    )
    const mails: PendingMail[] = []
    for (const { offer: about, ...before } of all) {
      requireUnchanged(before, editing)
      const isDecided = input.status !== undefined && input.status !== before.status
      const after = await store.offerApproval.update({
        where: { id: before.id },
        data: {
          ...input,
          ...(isDecided && { decidedAt: new Date(), decidedById: caller.user.id }),
          lastUpdatedById: caller.user.id,
        },
      })
      await record({
        action: 'update',
        entity: 'offerApproval',
        entityId: before.id,
        before: audited(before),
        after: audited(after),
      })
      if (isDecided) mails.push(...(await tell(store, about.name, after)))
    }
    afterCommit(() => sendPending(database, mails))
  })
}

function refuseUnknown(found: readonly { id: string }[], ids: readonly string[]): void {
  const known = new Set(found.map(({ id }) => id))
  const missing = ids.filter((id) => !known.has(id.toLowerCase()))
  if (missing.length > 0)
    throw new Refused(
      'not_found',
      ids.length === 1
        ? 'No offer approval with this ID.'
        : `No offer approval with these IDs: ${missing.join(', ')}. Nothing was changed.`,
    )
}

/** Tells who applied, or the publisher's users if that person is gone or nobody applied. */
async function tell(store: OrganizationTransaction, offer: string, approval: OfferApproval) {
  const { publisherId, appliedById, status, decisionNote } = approval
  const active = { publisherId, status: 'Active', archivedAt: null } as const
  const users = await store.user.findMany({ where: active, select: { id: true } })
  const applicant = users.filter(({ id }) => id === appliedById)
  const content = applicationDecided({
    offer,
    isApproved: status === 'Approved',
    note: decisionNote,
    url: config().baseUrl,
  })
  return saveMail(
    store,
    (applicant.length > 0 ? applicant : users).map(({ id: userId }) => ({ userId, content })),
  )
}
