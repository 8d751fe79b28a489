import { z } from 'zod'
import {
  ApprovalStatus,
  IpStorage,
  ManagerAccess,
  PayoutType,
  Plan,
  RevenueType,
  Role,
  UserStatus,
  Visibility,
} from '@/lib/database/generated/enums'
import {
  amount,
  country,
  currency,
  email,
  flag,
  hostName,
  line,
  lines,
  name,
  oneOf,
  timezone,
  webAddress,
} from '@/lib/fields'

// What each kind of record accepts. Every way in passes through these rules: first start, demo data, APIs, and pages.

/** Set when records that exist already are loaded; otherwise the database assigns them. */
const origin = { id: z.uuid().optional(), createdAt: z.date().optional(), updatedAt: z.date().optional() }

const MAX_RETENTION = 36_500
const wrongRetention = `must be a whole number of days from 1 to ${MAX_RETENTION.toLocaleString('en-US')}`

/** An organization's settings. */
export const organizationFields = {
  name,
  timezone,
  currency,
  ipStorage: oneOf(IpStorage),
  /** Null means forever. */
  retentionDays: z.int(wrongRetention).min(1, wrongRetention).max(MAX_RETENTION, wrongRetention).nullable(),
  plan: oneOf(Plan),
} as const

export const organizationInput = z.strictObject({
  ...origin,
  name,
  /** Derived from the name unless given. */
  slug: z
    .string()
    .regex(/^(?=.*[a-z])[a-z0-9]+(-[a-z0-9]+)*$/, 'must be lowercase letters, digits, and single hyphens')
    .max(60, 'must be at most 60 characters')
    .optional(),
  timezone: timezone.default('UTC'),
  currency: currency.default('USD'),
  ipStorage: organizationFields.ipStorage.default('anonymised'),
  plan: organizationFields.plan.default('Business'),
})

/** What people can set about a user, apart from the password. */
export const userFields = {
  email,
  firstName: line(100),
  lastName: line(100),
  phone: line(50),
  city: line(100),
  country,
  /** Null means the organization's time zone. */
  timezone: timezone.nullable(),
  notes: lines(10_000),
  description: lines(10_000),
  status: oneOf(UserStatus),
  apiAccessEnabled: flag,
  isPublisherManager: flag,
  isAdvertiserManager: flag,
  publisherManagerAccess: oneOf(ManagerAccess),
  advertiserManagerAccess: oneOf(ManagerAccess),
} as const

export const userInput = z
  .strictObject({
    ...origin,
    ...z.object(userFields).partial().shape,
    email,
    /** Created by hashPassword in lib/access; a user without one can't sign in. */
    passwordHash: z.string().startsWith('$argon2id$', 'must be created by hashPassword').nullish(),
    role: z.enum(Role),
    publisherId: z.uuid().nullish(),
  })
  .refine((user) => (user.role === 'publisher') === Boolean(user.publisherId), {
    path: ['publisherId'],
    message: 'is required for publisher users and not allowed for others',
  })

export const networkInput = z.strictObject({ ...origin, name })

export const advertiserInput = z.strictObject({
  ...origin,
  name,
  networkId: z.uuid().nullish(),
  managerId: z.uuid().nullish(),
  website: webAddress.nullish(),
  active: flag.default(true),
})

export const publisherInput = z.strictObject({
  ...origin,
  name,
  email: email.nullish(),
  managerId: z.uuid().nullish(),
  fraudVisibilityEnabled: flag.default(false),
  postbackManagerEnabled: flag.default(false),
  active: flag.default(true),
})

export const integrationInput = z.strictObject({ ...origin, name, active: flag.default(true) })

const landingPage = {
  ...origin,
  name,
  redirectUrl: webAddress,
  previewUrl: webAddress.nullish(),
  active: flag.default(true),
  hideFromPublishers: flag.default(false),
}
export const landingPageInput = z.strictObject({ ...landingPage, offerId: z.uuid() })

export const offerInput = z
  .strictObject({
    ...origin,
    name,
    description: lines(10_000).default(''),
    integrationId: z.uuid(),
    advertiserId: z.uuid(),
    active: flag.default(true),
    visibility: oneOf(Visibility).default('Public'),
    fallbackUrl: webAddress.nullish(),
    deepLinkEnabled: flag.default(false),
    deepLinkHosts: z.array(hostName).max(100).default([]),
    currency: currency.default('USD'),
    payoutType: oneOf(PayoutType).default('CPA'),
    payout: amount.default('0'),
    revenueType: oneOf(RevenueType).default('RPA'),
    revenue: amount.default('0'),
    /** Created along with the offer. */
    landingPages: z.array(z.strictObject(landingPage)).default([]),
  })
  .refine((offer) => !offer.deepLinkEnabled || offer.deepLinkHosts.length > 0, {
    path: ['deepLinkHosts'],
    message: 'must list the hosts that deep links may lead to',
  })

export const approvalInput = z.strictObject({
  createdAt: origin.createdAt,
  updatedAt: origin.updatedAt,
  offerId: z.uuid(),
  publisherId: z.uuid(),
  status: oneOf(ApprovalStatus),
})

const word = line(64).min(1, 'must not be empty')
export const campaignInput = z.strictObject({
  ...origin,
  publisherId: z.uuid(),
  externalId: line(200).min(1, 'must not be empty'),
  name,
  kind: word,
  channel: word,
})
