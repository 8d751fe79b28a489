import type { OfferEvent, Prisma } from '@/lib/database/generated/client'
import type { Caller } from '@/lib/identity/caller'
import { Refused } from '@/lib/identity/refused'

// What publishers see of offers: never revenue, targeting, or fraud filters.

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
  } as const satisfies Prisma.OfferInclude
}

export type PublisherOfferRow = Prisma.OfferGetPayload<{ include: ReturnType<typeof withPublisherRelations> }>

/** What the publisher is paid for an offer or one of its events: a custom payout for the event, one for the offer, or what the event or offer itself pays. */
export function payoutOf({ customPayouts, ...offer }: PublisherOfferRow, event?: OfferEvent) {
  const custom = (offerEventId: string | null) =>
    customPayouts.find((one) => one.offerEventId === offerEventId && one.payoutType !== 'Unknown')
  const { payoutType, payout, payoutPercent } = (event && custom(event.id)) ?? custom(null) ?? event ?? offer
  return { payoutType, payout: payout.toNumber(), payoutPercent: payoutPercent.toNumber() }
}

function publisherOf({ publisher }: Caller): number {
  if (publisher === null)
    throw new Refused('forbidden', 'Only publisher users have offers of their own. Offers belong to integrations.')
  return publisher.id
}
