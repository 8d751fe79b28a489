import type { Prisma } from '@/lib/database/generated/client'
import type { OrganizationClient } from '@/lib/database/organization'
import type { Caller } from '@/lib/identity/caller'
import { Refused } from '@/lib/identity/refused'
import { type CapPace, withPace } from './cap-pace'

// What publishers see of offers: never revenue or fraud filters.

const usable = { active: true, archived: false } as const

/** The Prisma `where` for the offers that the publisher with this number can run or apply to. */
export const offersOpenTo = (incrementalId: number): Prisma.OfferWhereInput => ({
  ...usable,
  advertiser: usable,
  integration: usable,
  OR: [
    { visibility: { not: 'Private' } },
    { approvals: { some: { status: 'Approved', publisher: { incrementalId } } } },
  ],
})

/** The same for a publisher user's own publisher. */
export const publisherOffersWhere = (caller: Caller): Prisma.OfferWhereInput => offersOpenTo(publisherOf(caller))

/** What a publisher's offers come with. */
export function withPublisherRelations(caller: Caller) {
  const publisher = { incrementalId: publisherOf(caller) }
  return {
    approvals: { where: { publisher } },
    customPayouts: { where: { publisher, archived: false } },
    events: { where: usable, orderBy: { incrementalId: 'asc' } },
    landingPages: { where: { ...usable, hideFromPublishers: false }, orderBy: { incrementalId: 'asc' } },
    targetingGroup: true,
    // What the network earns is its own business, and so are the caps of other publishers.
    caps: {
      where: { ...usable, metric: { not: 'Revenue' }, OR: [{ publisherId: null }, { publisher }] },
      orderBy: { id: 'asc' },
    },
  } as const satisfies Prisma.OfferInclude
}

type Found = Prisma.OfferGetPayload<{ include: ReturnType<typeof withPublisherRelations> }>
export type PublisherOfferRow = Omit<Found, 'caps'> & { caps: (Found['caps'][number] & { pace: CapPace })[] }

/** Adds what's left of offers' caps. */
export async function withCapsLeft(
  store: Pick<OrganizationClient, 'capWindow'>,
  { organization }: Caller,
  offers: readonly Found[],
): Promise<PublisherOfferRow[]> {
  const caps = await withPace(
    store,
    organization.timezone,
    offers.flatMap((offer) => offer.caps),
  )
  return offers.map((offer) => ({ ...offer, caps: caps.filter(({ offerId }) => offerId === offer.id) }))
}

/** The number of a publisher user's publisher. */
export function publisherOf({ publisher }: Caller): number {
  if (publisher === null)
    throw new Refused('forbidden', 'Only publisher users have offers of their own. Offers belong to integrations.')
  return publisher.id
}
