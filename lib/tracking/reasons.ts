/** Why a click is rejected: codes as stored with the click and told to scripts, and what they mean in words. Codes never change. */
export const reasons = {
  offer_inactive: 'The offer is not active.',
  advertiser_inactive: 'The advertiser is not active.',
  publisher_inactive: 'The publisher is not active.',
  offer_not_approved: 'The offer is not public, and the publisher is not approved for it.',
  landing_page_inactive: 'The landing page is not active.',
  landing_page_missing: 'The offer has no active landing page.',
  landing_page_broken: "The landing page's address is not a valid http or https URL.",
  redirect_not_allowed: 'The link asks for a page that the offer does not allow links to.',
} as const

export type Reason = keyof typeof reasons
