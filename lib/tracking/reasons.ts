/** Why a click is rejected: the codes stored with the click and returned to scripts, with their meaning. Codes never change. */
export const reasons = {
  offer_inactive: "The offer isn't active.",
  advertiser_inactive: "The advertiser isn't active.",
  publisher_inactive: "The publisher isn't active.",
  offer_not_approved: "The offer isn't public, and the publisher isn't approved for it.",
  landing_page_inactive: "The landing page isn't active.",
  landing_page_missing: 'The offer has no active landing page.',
  landing_page_broken: "The landing page doesn't have a valid http or https URL.",
  redirect_not_allowed: "The offer doesn't allow deep links to the requested page.",
} as const

export type Reason = keyof typeof reasons
