import { z } from 'zod'
import type { Catalog, FraudFilterGroupRecord } from '@/lib/catalog/records'
import { blockedKey } from '@/lib/catalog/records'
import type {
  CustomPayout,
  CustomThrottle,
  Offer,
  OfferEvent,
  Prisma,
  Publisher,
} from '@/lib/database/generated/client'
import type { FoundClick } from './facts'
import type { Prices } from './price'
import type { Throttles } from './throttle'

/** An event with the groups of its fraud filters. */
export type Event = OfferEvent & { fraudFilterGroups: { fraudFilterGroupId: string }[] }

/** What the conversions of a round depend on, as it is when they're recorded. */
export class Terms {
  readonly #offers = new Map<string, Offer>()
  readonly #publishers = new Map<string, Publisher>()
  readonly #events = new Map<string, Event[]>()
  readonly #payouts = new Map<string, CustomPayout[]>()
  readonly #throttles = new Map<string, CustomThrottle[]>()
  readonly #blocks = new Map<string, string>()
  readonly #catalog: Catalog

  private constructor(catalog: Catalog) {
    this.#catalog = catalog
  }

  /** Reads the terms of these clicks' conversions. */
  static async read(
    transaction: Prisma.TransactionClient,
    catalog: Catalog,
    clicks: readonly FoundClick[],
  ): Promise<Terms> {
    const terms = new Terms(catalog)
    if (clicks.length === 0) return terms
    const offers = await transaction.offer.findMany({
      where: { OR: byOrganization(clicks, (click) => click.offer) },
    })
    const publishers = await transaction.publisher.findMany({
      where: { OR: byOrganization(clicks, (click) => click.publisher) },
    })
    for (const offer of offers) terms.#offers.set(numberKey(offer.organizationId, offer.incrementalId), offer)
    for (const one of publishers) terms.#publishers.set(numberKey(one.organizationId, one.incrementalId), one)
    const ofOffers = { offerId: { in: offers.map(({ id }) => id) }, archived: false }
    const ofPublishers = { ...ofOffers, publisherId: { in: publishers.map(({ id }) => id) } }
    const events = await transaction.offerEvent.findMany({
      where: ofOffers,
      include: { fraudFilterGroups: { select: { fraudFilterGroupId: true } } },
    })
    const payouts = await transaction.customPayout.findMany({ where: ofPublishers })
    const throttles = await transaction.customThrottle.findMany({ where: { ...ofPublishers, active: true } })
    for (const event of events) add(terms.#events, event.offerId, event)
    for (const payout of payouts) add(terms.#payouts, pairKey(payout), payout)
    for (const throttle of throttles) add(terms.#throttles, pairKey(throttle), throttle)
    await terms.#readBlocks(transaction, clicks)
    return terms
  }

  offerOf(click: FoundClick): Offer | undefined {
    return this.#offers.get(numberKey(click.organization, click.offer))
  }

  publisherOf(click: FoundClick): Publisher | undefined {
    return this.#publishers.get(numberKey(click.organization, click.publisher))
  }

  advertiserIdOf(click: FoundClick): string | null {
    const organization = this.#catalog.organizations.get(click.organization)
    return organization?.advertisers.byIncrementalId.get(click.advertiser)?.id ?? null
  }

  /** An offer's event by its number, ID, or name. */
  eventOf(offer: Offer, sought: { id: string } | { name: string }): Event | undefined {
    const events = this.#events.get(offer.id) ?? []
    return events.find((event) => isEventNamed(event, sought))
  }

  pricesOf(offer: Offer, publisher: Publisher, event: Event | undefined): Prices {
    const custom = this.#payouts.get(pairKey({ offerId: offer.id, publisherId: publisher.id })) ?? []
    return {
      custom_event: event && custom.find(({ offerEventId }) => offerEventId === event.id),
      custom_offer: custom.find(({ offerEventId }) => offerEventId === null),
      event,
      offer,
    }
  }

  fraudFilterGroupsOf(offer: Offer, event: Event | undefined): FraudFilterGroupRecord[] {
    const ids = event
      ? event.fraudFilterGroups.map(({ fraudFilterGroupId }) => fraudFilterGroupId)
      : (this.#catalog.offers.get(offer.id)?.fraudFilterGroupIds ?? [])
    const groups = this.#catalog.organizations.get(offer.organizationId)?.fraudFilterGroups
    return ids.flatMap((id) => groups?.get(id) ?? [])
  }

  throttlesOf(offer: Offer, publisher: Publisher): Throttles {
    const custom = this.#throttles.get(pairKey({ offerId: offer.id, publisherId: publisher.id })) ?? []
    const { id, throttleEnabled, throttlePercentage: percentage, throttleStatus: status } = publisher
    return {
      default: throttleEnabled ? { id, percentage, status } : null,
      custom: custom.map((one) => ({
        id: one.id,
        percentage: one.throttlePercentage,
        status: one.throttleStatus,
        filters: filters.parse(one.additionalFilters),
      })),
    }
  }

  blockOf(click: FoundClick): { id: string } | null {
    const id = this.#blocks.get(blockKey(click))
    return id === undefined ? null : { id }
  }

  /** Few clicks have a sub ID that was blocked since. */
  async #readBlocks(transaction: Prisma.TransactionClient, clicks: readonly FoundClick[]): Promise<void> {
    const blocked = clicks.filter(
      ({ organization, publisher, offer, sub_id }) =>
        sub_id !== '' &&
        this.#catalog.organizations.get(organization)?.blockedSubIds.has(blockedKey(publisher, offer, sub_id)),
    )
    for (const click of blocked) {
      const where = {
        organizationId: click.organization,
        offerId: this.offerOf(click)?.id,
        publisherId: this.publisherOf(click)?.id,
        subId: click.sub_id,
        archived: false,
      }
      const found = await transaction.blockedSubId.findFirst({ where, select: { id: true } })
      if (found) this.#blocks.set(blockKey(click), found.id)
    }
  }
}

/** Whether an event is the one that a report names. */
export function isEventNamed(
  { id, incrementalId, name }: Pick<OfferEvent, 'id' | 'incrementalId' | 'name'>,
  sought: { id: string } | { name: string },
): boolean {
  if ('id' in sought) return id === sought.id.toLowerCase() || String(incrementalId) === sought.id
  return name.toLowerCase() === sought.name.toLowerCase()
}

const values = z.array(z.string()).default([])
const subIds = z.object({ include: values, exclude: values }).optional()
/** As stored: lib/catalog/rules/throttle.ts. */
const filters = z.object({
  sub_id: subIds,
  sub_id_2: subIds,
  sub_id_3: subIds,
  sub_id_4: subIds,
  sub_id_5: subIds,
  sub_id_6: subIds,
})

const numberKey = (organizationId: string, number: number) => `${organizationId} ${number}`
const pairKey = ({ offerId, publisherId }: { offerId: string; publisherId: string }) => `${offerId} ${publisherId}`
const blockKey = ({ organization, publisher, offer, sub_id }: FoundClick) =>
  `${organization} ${blockedKey(publisher, offer, sub_id)}`

function add<V>(map: Map<string, V[]>, key: string, value: V): void {
  const known = map.get(key)
  if (known) known.push(value)
  else map.set(key, [value])
}

/** The numbers of each organization's records. */
function byOrganization(clicks: readonly FoundClick[], numberOf: (click: FoundClick) => number) {
  const numbers = new Map<string, Set<number>>()
  for (const click of clicks) {
    const known = numbers.get(click.organization) ?? new Set<number>()
    numbers.set(click.organization, known.add(numberOf(click)))
  }
  return [...numbers].map(([organizationId, of]) => ({ organizationId, incrementalId: { in: [...of] } }))
}
