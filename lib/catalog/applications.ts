import type { z } from 'zod'
import { config } from '@/lib/config'
import type { applicationFields } from '@/lib/catalog/rules/approval'
import type { Database } from '@/lib/database/client'
import type { OfferApproval } from '@/lib/database/generated/client'
import type { OrganizationTransaction } from '@/lib/database/organization'
import type { Caller } from '@/lib/identity/caller'
import { change } from '@/lib/identity/change'
import { Refused } from '@/lib/identity/refused'
import { applicationReceived } from '@/lib/mail/messages'
import { saveMail, sendPending } from '@/lib/mail/outbox'
import { numberOrId } from '@/lib/identifier'
import { isUuid } from '@/lib/uuid'
import { audited } from './editing'
import type { OfferPath } from './find-offer'

type Application = { [Name in keyof typeof applicationFields]?: z.output<(typeof applicationFields)[Name]> }

/** Applies to an offer for the caller's publisher. Those who decide are told by email. @returns the approval's ID */
export function createApplication(
  database: Database,
  caller: Caller,
  path: OfferPath,
  { applicationNote = '', termsVersion }: Application,
): Promise<string> {
  const { publisher } = caller
  if (!publisher)
    throw new Refused('forbidden', 'Only publisher users can apply. To let a publisher run an offer, approve it.')
  return change(database, caller, async ({ database: store, record, afterCommit }) => {
    const { id: publisherId } = await store.publisher.findFirstOrThrow({ where: { incrementalId: publisher.id } })
    const offer = await findOffer(store, path)
    const key = { offerId: offer.id, publisherId }
    const before = await store.offerApproval.findFirst({ where: key })
    // Publishers don't know of private offers that they've never been approved for.
    if (offer.visibility === 'Private' && !before) throw notFound()
    refuseApplication(offer, before)
    if (offer.termsAndConditionsEnabled) requireTerms(offer, termsVersion)
    const now = new Date()
    const accepted = offer.termsAndConditionsEnabled
    const data = {
      status: 'Pending' as const,
      appliedAt: now,
      appliedById: caller.user.id,
      applicationNote,
      termsVersion: accepted ? offer.termsVersion : null,
      termsAcceptedAt: accepted ? now : null,
      decidedAt: null,
      decidedById: null,
      decisionNote: '',
      lastUpdatedById: caller.user.id,
    }
    const after = before
      ? await store.offerApproval.update({ where: { id: before.id }, data })
      : await store.offerApproval.create({ data: { ...key, organizationId: store.organizationId, ...data } })
    await record({
      action: before ? 'update' : 'create',
      entity: 'offerApproval',
      entityId: after.id,
      ...(before && { before: audited(before) }),
      after: audited(after),
    })
    const content = applicationReceived({
      publisher: publisher.name,
      offer: offer.name,
      note: applicationNote,
      url: config().baseUrl,
    })
    const to = await deciders(store, offer.advertiser.managerId)
    const mails = await saveMail(
      store,
      to.map((userId) => ({ userId, content })),
    )
    afterCommit(() => sendPending(database, mails))
    return after.id
  })
}

const notFound = () => new Refused('not_found', 'No offer with this ID.')

/** Finds an offer that isn't archived. */
async function findOffer(store: OrganizationTransaction, { integrationID, offerID }: OfferPath) {
  const key = numberOrId(offerID)
  const offer =
    key && isUuid(integrationID)
      ? await store.offer.findFirst({
          where: { ...key, integrationId: integrationID, archived: false },
          include: { advertiser: { select: { managerId: true } } },
        })
      : null
  if (!offer) throw notFound()
  return offer
}

type Offer = Awaited<ReturnType<typeof findOffer>>

function refuseApplication({ visibility, active }: Offer, before: OfferApproval | null): void {
  if (before?.status === 'Approved') throw new Refused('conflict', 'You can already run this offer.')
  if (before?.status === 'Pending')
    throw new Refused('conflict', 'You’ve already applied to this offer. You’ll get an email when it’s decided.')
  if (visibility === 'Public' && !before)
    throw new Refused('conflict', 'This offer is public, so you can run it without applying.')
  if (!active) throw new Refused('conflict', 'This offer isn’t active, so it doesn’t take applications.')
}

function requireTerms({ termsVersion: current }: Offer, accepted: number | undefined): void {
  if (accepted === undefined)
    throw new Refused(
      'invalid',
      `is required, because this offer has terms; the current version is ${current}`,
      'termsVersion',
    )
  if (accepted !== current)
    throw new Refused(
      'conflict',
      `isn’t the current version of the terms, which is ${current}; read it first`,
      'termsVersion',
    )
}

/** The active admins, and the advertiser's manager. */
async function deciders(store: OrganizationTransaction, managerId: string | null): Promise<string[]> {
  const found = await store.user.findMany({
    where: {
      OR: [{ role: 'admin' }, ...(managerId === null ? [] : [{ id: managerId }])],
      status: 'Active',
      archivedAt: null,
    },
    select: { id: true },
  })
  return found.map(({ id }) => id)
}
