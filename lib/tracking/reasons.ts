import type { FallbackReason } from '@/lib/catalog/rules/offer'

/** Why a click is rejected or, past some caps, accepted unpaid: the codes stored with the click and returned to scripts, with their meaning. Codes never change. */
export const reasons = {
  tracking_domain_inactive: "The tracking domain isn't active.",
  offer_inactive: "The offer isn't active.",
  advertiser_inactive: "The advertiser isn't active.",
  publisher_inactive: "The publisher isn't active.",
  offer_not_approved: "The offer isn't public, and the publisher isn't approved for it.",
  sub_id_blocked: 'The sub ID is blocked for the publisher and the offer.',
  country_not_targeted: "The offer isn't for the visitor's country.",
  region_not_targeted: "The offer isn't for the visitor's region.",
  device_not_targeted: "The offer isn't for the visitor's type of device.",
  os_not_targeted: "The offer isn't for the visitor's operating system.",
  browser_not_targeted: "The offer isn't for the visitor's browser.",
  language_not_targeted: "The offer isn't for the visitor's language.",
  landing_page_hidden: "The landing page is hidden from publishers, so links can't name it.",
  landing_page_inactive: "The landing page isn't active.",
  landing_page_missing: 'The offer has no active landing page.',
  landing_page_broken: "The landing page doesn't have a valid http or https URL.",
  redirect_not_allowed: "The offer doesn't allow deep links to the requested page.",
  cap_reached: 'A click cap of the offer, the publisher, or the sub ID is reached.',
  cap_unknown: "A click cap may be reached, and couldn't be checked in time.",
} as const

export type Reason = keyof typeof reasons

/** Which of an offer's fallback URLs is for a reason. */
export const fallbackOf: Readonly<Record<Reason, FallbackReason>> = {
  tracking_domain_inactive: 'inactive',
  offer_inactive: 'inactive',
  advertiser_inactive: 'inactive',
  publisher_inactive: 'inactive',
  offer_not_approved: 'not_approved',
  sub_id_blocked: 'blocked_sub_id',
  country_not_targeted: 'targeting',
  region_not_targeted: 'targeting',
  device_not_targeted: 'targeting',
  os_not_targeted: 'targeting',
  browser_not_targeted: 'targeting',
  language_not_targeted: 'targeting',
  landing_page_hidden: 'landing_page',
  landing_page_inactive: 'landing_page',
  landing_page_missing: 'landing_page',
  landing_page_broken: 'landing_page',
  redirect_not_allowed: 'deep_link',
  cap_reached: 'cap',
  cap_unknown: 'cap',
}
