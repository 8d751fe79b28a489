/** Why a conversion is rejected, pending, flagged, or unpaid: the codes stored with it, with their meaning. Codes never change. */
export const conversionReasons = {
  click_rejected: 'Its click was rejected.',
  impression_rejected: 'Its impression was rejected.',
  fraud_fast_conversion: 'It came sooner after the click than a fraud filter allows.',
  fraud_slow_conversion: 'It came later after the click than a fraud filter allows.',
  fraud_country_mismatch: 'It came from a different country than the click.',
  fraud_duplicate_customer: 'The customer has converted before.',
  fraud_sub_id_rate: 'The sub ID converts far more often than it usually does.',
  sub_id_blocked: 'The sub ID is blocked for the publisher and the offer.',
  cap_reached: 'A cap of the offer, the publisher, or the sub ID is reached.',
  reported_rejected: 'It was reported as rejected.',
  reported_pending: 'It was reported as pending.',
  throttled: 'A throttle of the publisher applies.',
  rate_missing: 'An exchange rate is missing, so it couldn’t be priced.',
  amount_too_large: 'Its payout or revenue is too large.',
  amount_missing: 'Its price is a percentage of an amount, and it has no amount.',
  manual_approval: 'It requires manual approval.',
  rejected_by_hand: 'Someone rejected it.',
  on_hold: 'Its hold period isn’t over.',
} as const

export type ConversionReason = keyof typeof conversionReasons

const words: Readonly<Record<string, string>> = conversionReasons

/** A reason in words. Some are what someone typed when they rejected it. */
export const reasonInWords = (reason: string): string => words[reason] ?? reason
