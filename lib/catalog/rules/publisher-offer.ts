import type { PublisherOfferRow } from '@/lib/catalog/publisher-offers'
import type { OfferEvent } from '@/lib/database/generated/client'

// How publishers see an offer. Safe in the browser.

/** Whether a publisher can run an offer, waits for a decision about it, or can apply to it. */
export const offerAccess = ['can_run', 'waiting', 'can_apply'] as const
export type OfferAccess = (typeof offerAccess)[number]

/** Which of them an offer is. */
export function accessTo({ visibility, approvals: [own] }: PublisherOfferRow): OfferAccess {
  if (visibility === 'Public' || own?.status === 'Approved') return 'can_run'
  return own?.status === 'Pending' ? 'waiting' : 'can_apply'
}

/** What the publisher is paid for an offer or one of its events: a custom payout for the event, one for the offer, or what the event or offer itself pays. */
export function payoutOf({ customPayouts, ...offer }: PublisherOfferRow, event?: OfferEvent) {
  const custom = (offerEventId: string | null) =>
    customPayouts.find((one) => one.offerEventId === offerEventId && one.payoutType !== 'Unknown')
  const agreed = (event && custom(event.id)) ?? custom(null)
  const { payoutType, payout, payoutPercent } = agreed ?? event ?? offer
  return {
    payoutType,
    payout: payout.toNumber(),
    payoutPercent: payoutPercent.toNumber(),
    isCustom: agreed !== undefined,
  }
}

/** Which visitors an offer is for, as stored. */
export const targetingOf = ({ targetingSimpleEnabled, simpleTargeting, targetingGroup }: PublisherOfferRow): unknown =>
  targetingSimpleEnabled ? simpleTargeting : (targetingGroup?.targeting ?? {})
