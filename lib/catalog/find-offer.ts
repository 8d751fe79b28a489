import type { Prisma } from '@/lib/database/generated/client'
import type { Caller } from '@/lib/identity/caller'
import { Refused } from '@/lib/identity/refused'
import { among, includes } from '@/lib/identity/scope'
import { numberOrId } from '@/lib/identifier'
import { isUuid } from '@/lib/uuid'

// Which offers a caller can see or change: those of the advertisers they can see or change. For anyone else, an offer doesn't exist.

/** Where an offer is, as a path names it: its integration's ID, and its own ID or number. */
export type OfferPath = { integrationID: string; offerID: string }

export const withAdvertiser = { advertiser: { select: { id: true, incrementalId: true, name: true } } } as const
type FoundOffer = Prisma.OfferGetPayload<{ include: typeof withAdvertiser }>

type Store = Pick<Prisma.TransactionClient, 'offer' | 'integration'>

/** Offers as the network sees them have revenue, targeting, and fraud filters, which publishers can't see. */
export function refusePublishers({ publisher, organization }: Caller): void {
  if (publisher !== null)
    throw new Refused(
      'forbidden',
      `Only admins and account managers can do this. The offers you can run are at /api/v2/organizations/${organization.slug}/offers.`,
    )
}

/** Finds an integration. Admins and account managers can see all of them. */
export async function findIntegration(
  store: Pick<Store, 'integration'>,
  caller: Caller,
  id: string,
): Promise<{ id: string; archived: boolean }> {
  refusePublishers(caller)
  const found = isUuid(id)
    ? await store.integration.findFirst({
        where: { id, organizationId: caller.organization.id },
        select: { id: true, archived: true },
      })
    : null
  if (!found) throw new Refused('not_found', 'No integration with this ID.')
  return found
}

/** The Prisma `where` for an integration's offers that the caller can see. */
export async function offersWhere(
  store: Pick<Store, 'integration'>,
  caller: Caller,
  integrationID: string,
): Promise<Prisma.OfferWhereInput> {
  const { id } = await findIntegration(store, caller, integrationID)
  return { integrationId: id, advertiser: among(caller.reach.advertisers.see) }
}

/** Finds an offer that the caller can see or change. */
export async function findOffer(
  store: Store,
  caller: Caller,
  { integrationID, offerID }: OfferPath,
  purpose: 'see' | 'edit',
): Promise<FoundOffer> {
  const where = await offersWhere(store, caller, integrationID)
  const key = numberOrId(offerID)
  const found =
    key &&
    (await store.offer.findFirst({
      where: { AND: [key, where, { organizationId: caller.organization.id }] },
      include: withAdvertiser,
    }))
  if (!found) throw new Refused('not_found', 'No offer with this ID.')
  if (purpose === 'edit') requireOfferReach(caller, [found])
  return found
}

/** Requires that the caller can change the advertisers of these offers. */
export function requireOfferReach(
  { reach }: Caller,
  offers: readonly { incrementalId: number; advertiser: { incrementalId: number } }[],
): void {
  const outside = offers.flatMap(({ incrementalId, advertiser }) =>
    includes(reach.advertisers.edit, advertiser.incrementalId) ? [] : [incrementalId],
  )
  if (outside.length === 0) return
  throw new Refused(
    'forbidden',
    outside.length === 1
      ? `You can view this offer, but only its advertiser’s account manager and admins can change it: ${outside[0]}.`
      : `You can view these offers, but only their advertisers’ account managers and admins can change them: ${outside.join(', ')}.`,
  )
}

/** Requires that an offer isn't archived, so that something can be added to it. */
export function requireUsable({ archived }: { archived: boolean }): void {
  if (archived) throw new Refused('conflict', 'This offer is archived. Restore it first.')
}
