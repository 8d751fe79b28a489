import { fallbackReasons } from '@/lib/api/v2/offer-options'
import { offersResource, type OfferAnswer } from '@/lib/api/v2/offers.contract'
import { priceValues } from '@/components/catalog/price-text'
import { defineForm } from '@/components/forms/define'
import { targetingBody, targetingValues } from '@/components/targeting/values'

const fallbackValues = (urls: OfferAnswer['fallback_urls'] = {}) => ({
  inactive: urls.inactive ?? '',
  not_approved: urls.not_approved ?? '',
  targeting: urls.targeting ?? '',
  blocked_sub_id: urls.blocked_sub_id ?? '',
  cap: urls.cap ?? '',
  fraud: urls.fraud ?? '',
  landing_page: urls.landing_page ?? '',
  deep_link: urls.deep_link ?? '',
})

type Targeted = Pick<OfferAnswer, 'targeting_simple_enabled' | 'targeting_group_id' | 'simple_targeting'>

/** Whether an offer goes by its own targeting. One without any targeting does, too: that's where people add some. */
const hasOwnTargeting = (offer: Targeted): boolean =>
  offer.targeting_simple_enabled ||
  (offer.targeting_group_id === null &&
    Object.values(offer.simple_targeting).every(({ include, exclude }) => include.length + exclude.length === 0))

/** What the form shows for an offer, or for a new one. */
export const offerValues = (offer: OfferAnswer | null) => ({
  name: offer?.name ?? '',
  advertiser_id: offer?.advertiser.id ?? '',
  external_id: offer?.external_id ?? '',
  active: offer?.active ?? true,
  description: offer?.description ?? '',
  categories: [...(offer?.categories ?? [])],
  tag_ids: [...(offer?.tag_ids ?? [])],
  default_payout: priceValues(offer?.default_payout ?? null, '0'),
  currency: offer?.currency ?? 'USD',
  conversion_name: offer?.conversion_name ?? '',
  allow_duplicate_conversions: offer?.allow_duplicate_conversions ?? false,
  manually_approve_conversions: offer?.manually_approve_conversions ?? false,
  attribution_window_days: String(offer?.attribution_window_days ?? 30),
  cookie_tracking_enabled: offer?.cookie_tracking_enabled ?? false,
  hold_days: String(offer?.hold_days ?? 0),
  visibility: offer?.visibility ?? 'Public',
  restriction_note: offer?.restriction_note ?? '',
  terms_and_conditions_enabled: offer?.terms_and_conditions_enabled ?? false,
  terms_and_conditions: offer?.terms_and_conditions ?? '',
  fallback_url: offer?.fallback_url ?? '',
  fallback_urls: fallbackValues(offer?.fallback_urls),
  deep_link_enabled: offer?.deep_link_enabled ?? false,
  deep_link_hosts: offer?.deep_link_hosts.join('\n') ?? '',
  primary_domain: offer?.primary_domain ?? '',
  offer_preview_enabled: offer?.offer_preview_enabled ?? false,
  targeting_simple_enabled: offer ? hasOwnTargeting(offer) : true,
  simple_targeting: targetingValues(offer?.simple_targeting),
  targeting_group_id: offer?.targeting_group_id ?? '',
  fraud_filter_group_ids: [...(offer?.fraud_filter_group_ids ?? [])],
  block_on_reject: offer?.block_on_reject ?? false,
  parallel_tracking_enabled: offer?.parallel_tracking_enabled ?? false,
  parallel_tracking_url: offer?.parallel_tracking_url ?? '',
  enable_js_tracking: offer?.enable_js_tracking ?? false,
  impression_forwarding_enabled: offer?.impression_forwarding_enabled ?? false,
  impression_forwarding_url: offer?.impression_forwarding_url ?? '',
  view_through_attribution_enabled: offer?.view_through_attribution_enabled ?? false,
  view_through_window_hours: String(offer?.view_through_window_hours ?? 24),
})

export type OfferValues = ReturnType<typeof offerValues>

/** Reasons without a URL of their own, and lists that are empty, aren't sent. */
const bodyOf = ({ fallback_urls: urls, simple_targeting: targeting, ...values }: OfferValues) => ({
  ...values,
  fallback_urls: Object.fromEntries(
    fallbackReasons.flatMap((reason) => (urls[reason].trim() === '' ? [] : [[reason, urls[reason]]])),
  ),
  simple_targeting: targetingBody(targeting),
})

/** Changes to an offer's own targeting, with what makes it count: the form may have shown it before it did. */
export const withOwnTargeting = <Changes extends { simple_targeting?: unknown; targeting_simple_enabled?: boolean }>(
  changes: Changes,
  offer: Targeted,
): Changes =>
  changes.simple_targeting !== undefined && hasOwnTargeting(offer)
    ? { targeting_simple_enabled: true, ...changes }
    : changes

const { create, update } = offersResource.contracts

export const newOfferForm = defineForm({ to: create, values: offerValues(null), body: bodyOf })
export const offerForm = defineForm({ to: update, values: offerValues(null), body: bodyOf })
