import { z } from 'zod'
import { Visibility } from '@/lib/database/generated/enums'
import { currency, flag, hostName, line, lines, linkAddress, linkAddressOrNone, name, oneOf } from '@/lib/fields'
import { keeping, type Fault } from './faults'
import { landingPageOfOffer } from './landing-page'
import { origin } from './origin'
import { priceFaults, priceFields, type Price } from './price'
import { externalId, idList } from './shared'
import { targeting } from './targeting'

/** The reasons that can have a fallback of their own, with the labels people see. The rest of them goes to the offer's fallback. */
export const fallbackReasons = [
  'inactive',
  'not_approved',
  'targeting',
  'blocked_sub_id',
  'cap',
  'fraud',
  'landing_page',
  'deep_link',
] as const
export type FallbackReason = (typeof fallbackReasons)[number]

const fallbackUrls = z.strictObject({
  inactive: linkAddress.optional(),
  not_approved: linkAddress.optional(),
  targeting: linkAddress.optional(),
  blocked_sub_id: linkAddress.optional(),
  cap: linkAddress.optional(),
  fraud: linkAddress.optional(),
  landing_page: linkAddress.optional(),
  deep_link: linkAddress.optional(),
} satisfies Record<FallbackReason, unknown>)

/** What people can set about an offer. References and tags are checked where they're stored. */
export const offerFields = {
  name,
  externalId,
  description: lines(10_000),
  categories: z.array(line(50).min(1, 'must not be empty')).max(20, 'must have at most 20 categories'),
  active: flag,
  visibility: oneOf(Visibility),
  restrictionNote: lines(2000),
  termsAndConditionsEnabled: flag,
  termsAndConditions: lines(50_000),
  fallbackUrl: linkAddressOrNone,
  fallbackUrls,
  blockOnReject: flag,
  deepLinkEnabled: flag,
  deepLinkHosts: z.array(hostName).max(100, 'must have at most 100 hosts'),
  offerPreviewEnabled: flag,
  primaryDomain: z.union([z.literal(''), hostName], 'must be a hostname such as go.example.com, or empty'),
  parallelTrackingEnabled: flag,
  parallelTrackingUrl: linkAddressOrNone,
  enableJsTracking: flag,
  impressionForwardingEnabled: flag,
  impressionForwardingUrl: linkAddressOrNone,
  viewThroughAttributionEnabled: flag,
  conversionName: line(100),
  allowDuplicateConversions: flag,
  manuallyApproveConversions: flag,
  attributionWindowDays: z
    .int('must be a whole number of days')
    .min(1, 'must be at least 1 day')
    .max(400, 'must be at most 400 days'),
  viewThroughWindowHours: z
    .int('must be a whole number of hours')
    .min(1, 'must be at least 1 hour')
    .max(720, 'must be at most 720 hours'),
  cookieTrackingEnabled: flag,
  holdDays: z
    .int('must be a whole number of days from 0 to 365')
    .min(0, 'must be a whole number of days from 0 to 365')
    .max(365, 'must be a whole number of days from 0 to 365'),
  targetingSimpleEnabled: flag,
  simpleTargeting: targeting,
  currency,
  ...priceFields,
} as const

export const fraudFilterGroupIds = idList(20)

type Checked = Partial<Price> & {
  parallelTrackingEnabled?: boolean
  parallelTrackingUrl?: string | null
  impressionForwardingEnabled?: boolean
  impressionForwardingUrl?: string | null
  termsAndConditionsEnabled?: boolean
  termsAndConditions?: string
}

/** What's wrong with an offer's fields as a whole. */
export function offerFaults(offer: Checked): Fault[] {
  const faults = priceFaults(offer)
  if (offer.parallelTrackingEnabled && !offer.parallelTrackingUrl)
    faults.push({ field: 'parallelTrackingUrl', message: 'is required when parallel tracking is on' })
  if (offer.impressionForwardingEnabled && !offer.impressionForwardingUrl)
    faults.push({ field: 'impressionForwardingUrl', message: 'is required when impression forwarding is on' })
  if (offer.termsAndConditionsEnabled && !offer.termsAndConditions)
    faults.push({ field: 'termsAndConditions', message: 'is required when terms and conditions are on' })
  return faults
}

export const offerInput = keeping(
  z.strictObject({
    ...origin,
    ...z.object(offerFields).partial().shape,
    name,
    integrationId: z.uuid(),
    advertiserId: z.uuid(),
    targetingGroupId: z.uuid().nullish(),
    payoutType: priceFields.payoutType.default('CPA'),
    revenueType: priceFields.revenueType.default('RPA'),
    /** Created along with the offer. */
    landingPages: z.array(landingPageOfOffer).default([]),
  }),
  offerFaults,
)
