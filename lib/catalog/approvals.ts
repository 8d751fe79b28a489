import type { z } from 'zod'
import { config } from '@/lib/config'
import type { approvalFields } from '@/lib/catalog/rules/approval'
import type { Database } from '@/lib/database/client'
import type { OfferApproval, Prisma } from '@/lib/database/generated/client'
import type { OrganizationTransaction } from '@/lib/database/organization'
import type { Caller } from '@/lib/identity/caller'
import { change } from '@/lib/identity/change'
import { Refused } from '@/lib/identity/refused'
import { applicationDecided } from '@/lib/mail/messages'
import { saveMail, sendPending } from '@/lib/mail/outbox'
import { audited, requireUnchanged, type Editing } from './editing'
import { findOffer, requireUsable, type OfferPath } from './find-offer'
import { requireReferred } from './referred'

/** Whether a publisher may run an offer, and why. Absent fields stay unchanged. */
export type Decision = { [Name in keyof typeof approvalFields]?: z.output<(typeof approvalFields)[Name]> }

export const withApprovalRelations = { offer: true, publisher: true } as const satisfies Prisma.OfferApprovalInclude

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

/** Approves or rejects a publisher for an offer. The publisher is told by email if that changes. */
export function changeApproval(
  database: Database,
  caller: Caller,
  path: OfferPath,
  id: string,
  input: Decision,
  editing: Editing = {},
): Promise<void> {
  return change(database, caller, async ({ database: store, record, afterCommit }) => {
    const offer = await findOffer(store, caller, path, 'edit')
    const before = await store.offerApproval.findFirst({ where: { id, offerId: offer.id } })
    if (!before) throw new Refused('not_found', 'No offer approval with this ID.')
    requireUnchanged(before, editing)
    const isDecided = input.status !== undefined && input.status !== before.status
    const after = await store.offerApproval.update({
      where: { id },
      data: {
        ...input,
        ...(isDecided && { decidedAt: new Date(), decidedById: caller.user.id }),
        lastUpdatedById: caller.user.id,
      },
    })
    await record({
      action: 'update',
      entity: 'offerApproval',
      entityId: id,
      before: audited(before),
      after: audited(after),
    })
    const mails = isDecided ? await tell(store, offer.name, after) : []
    afterCommit(() => sendPending(database, mails))
  })
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
