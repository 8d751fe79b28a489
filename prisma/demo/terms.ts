import type { z } from 'zod'
import type { blockedSubIdInput } from '@/lib/catalog/rules/blocked-sub-id'
import type { customPayoutInput } from '@/lib/catalog/rules/custom-payout'
import type { offerEventInput } from '@/lib/catalog/rules/offer-event'
import type { subIdInput } from '@/lib/catalog/rules/sub-id'
import type { throttleInput } from '@/lib/catalog/rules/throttle'
import type { DemoCampaign, DemoOffer, DemoPublisher } from './catalog'
import { priceOf } from './price'
import type { Stamp, Stamper } from './stamp'
import { namedSubIds } from './sub-ids'
import type { TermsPlan } from './terms-plan'

/** What offers and publishers have of their own. */
export type DemoTerms = {
  events: (z.input<typeof offerEventInput> & Stamp)[]
  subIds: (z.input<typeof subIdInput> & Stamp)[]
  blockedSubIds: (z.input<typeof blockedSubIdInput> & Stamp)[]
  customPayouts: (z.input<typeof customPayoutInput> & Stamp)[]
  customThrottles: (z.input<typeof throttleInput> & Stamp)[]
}

/** Finds records by the names that plans use. */
export type Names = { offer: (name: string) => DemoOffer; publisher: (name: string) => DemoPublisher }

export function namesOf(offers: readonly DemoOffer[], publishers: readonly DemoPublisher[]): Names {
  const found = <T>(item: T | undefined, name: string): T => {
    if (!item) throw new Error(`The demo has no “${name}”.`)
    return item
  }
  return {
    offer: (name) =>
      found(
        offers.find(({ row }) => row.name === name),
        name,
      ),
    publisher: (name) =>
      found(
        publishers.find(({ row }) => row.name === name),
        name,
      ),
  }
}

export function termsOf(
  plan: TermsPlan,
  names: Names,
  publishers: readonly DemoPublisher[],
  campaigns: readonly DemoCampaign[],
  stamp: Stamper,
): DemoTerms {
  const events = plan.events.map(({ offer, name, pay, active = true, archived }, index) => ({
    ...stamp(300 - 9 * index, archived),
    offerId: names.offer(offer).row.id,
    name,
    description: '',
    active,
    ...priceOf(pay),
  }))
  const pair = ({ publisher, offer }: { publisher: string; offer: string }) => ({
    publisherId: names.publisher(publisher).row.id,
    offerId: names.offer(offer).row.id,
  })
  const eventOf = (offerId: string, name: string | undefined) =>
    events.find((event) => event.offerId === offerId && event.name === name)?.id ?? null
  return {
    events,
    subIds: publishers.flatMap((publisher) =>
      namedSubIds(publisher, campaigns).map(({ age, archived, ...subId }) => ({
        ...stamp(age, archived),
        publisherId: publisher.row.id,
        ...subId,
      })),
    ),
    blockedSubIds: plan.blockedSubIds.map(({ daysAgo, archived, subId, description, ...of }) => ({
      ...stamp(daysAgo, archived),
      ...pair(of),
      subId,
      description,
    })),
    customPayouts: plan.customPayouts.map(({ pay, event, archived, ...of }, index) => {
      const { publisherId, offerId } = pair(of)
      return {
        ...stamp(260 - 17 * index, archived),
        publisherId,
        offerId,
        offerEventId: eventOf(offerId, event),
        ...priceOf(pay),
      }
    }),
    customThrottles: plan.customThrottles.map(
      ({ percentage, status, subIds, active = true, archived, ...of }, index) => ({
        ...stamp(150 - 21 * index, archived),
        ...pair(of),
        throttlePercentage: percentage,
        throttleStatus: status,
        active,
        ...(subIds && { additionalFilters: { sub_id: { include: [...subIds] } } }),
      }),
    ),
  }
}
