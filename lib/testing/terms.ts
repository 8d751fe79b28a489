import { randomInt, randomUUID } from 'node:crypto'
import type { Database } from '@/lib/database/client'
import type { Offer, OfferEvent, Prisma } from '@/lib/database/generated/client'

// Offers for tests about their terms.

/** Creates an offer of an advertiser, given by number. */
export async function makeOffer(
  { prisma }: Database,
  organizationId: string,
  { advertiser = 1, ...more }: { advertiser?: number } & Partial<Prisma.OfferUncheckedCreateInput> = {},
): Promise<Offer> {
  const integration = await prisma.integration.create({ data: { organizationId, name: randomUUID() } })
  const { id: advertiserId } = await prisma.advertiser.findFirstOrThrow({
    where: { organizationId, incrementalId: advertiser },
  })
  const incrementalId = randomInt(1_000_000, 900_000_000)
  const data = { organizationId, integrationId: integration.id, advertiserId, incrementalId, slug: randomUUID() }
  return prisma.offer.create({ data: { ...data, name: 'Shoes', ...more } })
}

/** Creates an event of an offer. */
export function makeEvent(
  { prisma }: Database,
  { id: offerId, organizationId }: Offer,
  more: Partial<Prisma.OfferEventUncheckedCreateInput> = {},
): Promise<OfferEvent> {
  const incrementalId = randomInt(1_000_000, 900_000_000)
  return prisma.offerEvent.create({ data: { organizationId, offerId, incrementalId, name: 'Sale', ...more } })
}
