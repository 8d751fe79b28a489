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
import { countryCodes } from '@/lib/countries'
import { isStorable } from '@/lib/text'
import { isTimeZone } from '@/lib/time-zone'

/** The catalog's validation rules. Everything that creates records (first start, demo data, APIs) uses them. */

/** Text that PostgreSQL can store; the base of all other text rules. */
const text = z
  .string()
  .refine(isStorable, { error: 'must not contain NUL characters or unpaired surrogates', abort: true })

/** Single-line text with a maximum length and no control characters. */
export const line = (longest: number) =>
  text
    .trim()
    .max(longest, `must be at most ${longest} characters`)
    .regex(/^\P{Cc}*$/u, 'must not contain line breaks or control characters')

/** Text of any number of lines. */
export const lines = (longest: number) =>
  text
    .trim()
    .max(longest, `must be at most ${longest} characters`)
    .regex(/^[\P{Cc}\n\r\t]*$/u, 'must not contain control characters')

export const name = line(200).min(1, 'must not be empty')
export const currency = z.string().regex(/^[A-Z]{3}$/, 'must be an ISO 4217 code such as EUR')
export const email = z
  .string()
  .trim()
  .toLowerCase()
  .max(254, 'must be at most 254 characters')
  .pipe(z.email('must be an email address'))

/** Set when loading rows with known IDs; otherwise the database assigns them. */
const known = { id: z.uuid().optional(), createdAt: z.date().optional() }

export const timezone = z.string().refine(isTimeZone, 'must be an IANA time zone such as Europe/Berlin')

/** A country code, or '' when unknown. */
export const country = z
  .string()
  .trim()
  .toUpperCase()
  .refine((code) => code === '' || countryCodes.includes(code), 'must be a two-letter ISO 3166-1 code such as DE')

/** An exact amount of money: up to 12 digits and 6 decimals. */
const amount = z
  .union([z.string(), z.number()])
  .transform(String)
  .refine(
    (value) => /^\d{1,12}(\.\d{1,6})?$/.test(value),
    'must be an amount of 0 or more, with up to 6 decimal places',
  )

/**
 * Where visitors are sent. Macros such as {click_id} are only allowed in the path, query, and fragment: if the host contained one, whoever
 * provides its value would decide where people end up.
 */
export const webAddress = text
  .trim()
  .max(2048, 'must be at most 2048 characters')
  .refine((value) => /^https?:\/\//i.test(value), 'must start with http:// or https://')
  .refine((value) => {
    const authority = /^https?:\/\/([^/?#]*)/i.exec(value)?.[1] ?? ''
    // No usernames either: https://shop.example@elsewhere.example misleads people. Browsers read \ as /.
    return authority !== '' && !/[{}@\\\s]/.test(authority) && URL.canParse(value)
  }, 'must have a host without macros or a username')
  // oxlint-disable-next-line no-control-regex -- the pattern looks for them: browsers drop some of them, proxies split headers at others
  .refine((value) => !/[\u0000-\u0020\u007f]/.test(value), 'must not contain spaces or control characters')

/** A host that deep links may lead to, in the form of URL.hostname (lowercase, punycode). Includes its subdomains. */
export const hostName = z
  .string()
  .trim()
  .toLowerCase()
  .transform((host) =>
    /^[^/?#@:\\{}\s]+$/.test(host) && URL.canParse(`https://${host}`) ? new URL(`https://${host}`).hostname : '',
  )
  .refine(
    // A single label would be an entire top-level domain.
    (host) => host.length <= 253 && /^(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z][a-z0-9-]*[a-z0-9]$/.test(host),
    'must be a hostname such as shop.example.com, without a scheme, port, or path',
  )

export const organizationInput = z.strictObject({
  ...known,
  name,
  timezone: timezone.default('UTC'),
  currency: currency.default('USD'),
  ipStorage: z.enum(IpStorage).default('anonymised'),
  plan: z.enum(Plan).default('Business'),
})

export const userInput = z
  .strictObject({
    ...known,
    email,
    /** Created by hashPassword in lib/access; a user without one can't sign in. */
    passwordHash: z.string().startsWith('$argon2id$', 'must be created by hashPassword').nullish(),
    firstName: line(100).default(''),
    lastName: line(100).default(''),
    isPublisherManager: z.boolean().default(true),
    isAdvertiserManager: z.boolean().default(true),
    publisherManagerAccess: z.enum(ManagerAccess).default('Restricted'),
    advertiserManagerAccess: z.enum(ManagerAccess).default('Restricted'),
    role: z.enum(Role),
    publisherId: z.uuid().nullish(),
    status: z.enum(UserStatus).default('Active'),
    apiAccessEnabled: z.boolean().default(true),
  })
  .refine((user) => (user.role === 'publisher') === Boolean(user.publisherId), {
    path: ['publisherId'],
    message: 'is required for publisher users and not allowed for others',
  })

export const networkInput = z.strictObject({ ...known, name })

export const advertiserInput = z.strictObject({
  ...known,
  name,
  networkId: z.uuid().nullish(),
  managerId: z.uuid().nullish(),
  website: webAddress.nullish(),
  active: z.boolean().default(true),
})

export const publisherInput = z.strictObject({
  ...known,
  name,
  email: email.nullish(),
  managerId: z.uuid().nullish(),
  fraudVisibilityEnabled: z.boolean().default(false),
  postbackManagerEnabled: z.boolean().default(false),
  active: z.boolean().default(true),
})

export const integrationInput = z.strictObject({ ...known, name, active: z.boolean().default(true) })

const landingPage = {
  ...known,
  name,
  redirectUrl: webAddress,
  previewUrl: webAddress.nullish(),
  active: z.boolean().default(true),
  hideFromPublishers: z.boolean().default(false),
}
export const landingPageInput = z.strictObject({ ...landingPage, offerId: z.uuid() })

export const offerInput = z
  .strictObject({
    ...known,
    name,
    description: lines(10_000).default(''),
    integrationId: z.uuid(),
    advertiserId: z.uuid(),
    active: z.boolean().default(true),
    visibility: z.enum(Visibility).default('Public'),
    fallbackUrl: webAddress.nullish(),
    deepLinkEnabled: z.boolean().default(false),
    deepLinkHosts: z.array(hostName).max(100).default([]),
    currency: currency.default('USD'),
    payoutType: z.enum(PayoutType).default('CPA'),
    payout: amount.default('0'),
    revenueType: z.enum(RevenueType).default('RPA'),
    revenue: amount.default('0'),
    /** Created along with the offer. */
    landingPages: z.array(z.strictObject(landingPage)).default([]),
  })
  .refine((offer) => !offer.deepLinkEnabled || offer.deepLinkHosts.length > 0, {
    path: ['deepLinkHosts'],
    message: 'must list the hosts that deep links may lead to',
  })

export const approvalInput = z.strictObject({
  offerId: z.uuid(),
  publisherId: z.uuid(),
  status: z.enum(ApprovalStatus),
})

const word = line(64).min(1, 'must not be empty')
export const campaignInput = z.strictObject({
  ...known,
  publisherId: z.uuid(),
  externalId: line(200).min(1, 'must not be empty'),
  name,
  kind: word,
  channel: word,
})
