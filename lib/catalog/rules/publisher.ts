import { z } from 'zod'
import { PromotionalMethod } from '@/lib/database/generated/enums'
import {
  country,
  countryCode,
  currency,
  email,
  emailOrNone,
  flag,
  line,
  lines,
  name,
  oneOf,
  timezone,
  webAddressOrNone,
} from '@/lib/fields'
import { origin } from './origin'
import { externalId, idList } from './shared'
import { throttleFields } from './throttle'

/** Text that can also be null or '' for none. */
const orNone = (rule: z.ZodType<string, string>) =>
  z
    .string()
    .transform((value) => (value.trim() === '' ? null : value))
    .pipe(rule.nullable())
    .nullable()

/** What people can set about a publisher. References (manager, tracking domains) and tags are checked where they're stored. */
export const publisherFields = {
  name,
  externalId,
  email: orNone(email),
  companyName: line(200),
  phone: line(50),
  messenger: line(100),
  address: lines(500),
  city: line(100),
  country,
  /** Where its visitors are. */
  countries: z.array(countryCode).max(249, 'must have at most 249 countries'),
  website: webAddressOrNone,
  description: lines(2000),
  promotionalMethods: z.array(oneOf(PromotionalMethod)).max(9, 'must have at most 9 methods'),
  /** Null means the organization's time zone. */
  timezone: orNone(timezone),
  billingName: line(200),
  billingEmail: emailOrNone,
  billingAddress: lines(500),
  billingCountry: country,
  billingTaxId: line(50),
  billingCurrency: z.union([z.literal(''), currency], 'must be an ISO 4217 code such as EUR, or empty'),
  paymentMethod: line(100),
  paymentDetails: lines(2000),
  throttleEnabled: flag,
  throttlePercentage: throttleFields.throttlePercentage,
  throttleStatus: throttleFields.throttleStatus,
  fraudVisibilityEnabled: flag,
  postbackManagerEnabled: flag,
  active: flag,
} as const

export const trackingDomainIds = idList(100)

export const publisherInput = z.strictObject({
  ...origin,
  ...z.object(publisherFields).partial().shape,
  name,
  managerId: z.uuid().nullish(),
  groupId: z.uuid().nullish(),
})
