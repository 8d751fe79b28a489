import { z } from 'zod'
import { deviceNames, osNames } from '@/lib/agent-names'
import { countryCodes } from '@/lib/countries'
import { flag, line, lines, linkAddress, linkAddressOrNone, webAddressOrNone } from '@/lib/fields'
import { keeping, type Fault } from './faults'
import { origin } from './origin'
import { LONGEST_KEY, shortLinkKey } from './short-link-key'

const orNone = <Field extends z.ZodType<string, string>>(field: Field) =>
  z
    .string()
    .transform((value) => (value.trim() === '' ? null : value))
    .pipe(field.nullable())
    .nullable()

/** Destinations by country, device, or operating system. */
function targets(names: readonly string[], fault: string) {
  const known = new Map(names.map((name) => [name.toLowerCase(), name]))
  return z
    .record(z.string(), linkAddress)
    .superRefine((given, context) => {
      for (const name of Object.keys(given))
        if (!known.has(name.toLowerCase())) context.addIssue({ code: 'custom', path: [name], message: fault })
    })
    .transform((given) =>
      Object.fromEntries(Object.entries(given).map(([name, url]) => [known.get(name.toLowerCase()) ?? name, url])),
    )
}

const share = 'must be a whole number from 1 to 99'

/** Destinations that share a link's clicks. */
export const testVariants = z
  .array(z.strictObject({ url: linkAddress, percentage: z.int(share).min(1, share).max(99, share) }))
  .refine(
    (variants) => variants.length === 0 || (variants.length >= 2 && variants.length <= 4),
    'must have 2 to 4 destinations, or none',
  )
  .refine(
    (variants) => variants.length === 0 || variants.reduce((sum, { percentage }) => sum + percentage, 0) === 100,
    'must have percentages that add up to 100',
  )

const color = z.string().regex(/^#[0-9a-f]{6}$/i, 'must be a color such as #1a2b3c')

/** How a link's QR code looks. What's left out is as in any other QR code: black on white, without a logo. */
export const qrLook = z.strictObject({
  logo: webAddressOrNone.optional(),
  foreground: color.optional(),
  background: color.optional(),
  level: z.enum(['L', 'M', 'Q', 'H'], 'must be one of L, M, Q, H').optional(),
})

const utm = line(255)
export const utmFields = { utmSource: utm, utmMedium: utm, utmCampaign: utm, utmTerm: utm, utmContent: utm, ref: utm }

/** What people can set about a short link, apart from whose it is and what it refers to. */
export const shortLinkFields = {
  /** '' leads to the landing page of its offer. */
  url: z
    .string()
    .transform((value) => (value.trim() === '' ? null : value))
    .pipe(linkAddress.nullable())
    .transform((value) => value ?? ''),
  externalId: orNone(line(255)),
  tenantId: orNone(line(255)),
  comments: lines(5000),
  trackConversion: flag,
  archived: flag,
  expiresAt: z.date().nullable(),
  expiredUrl: linkAddressOrNone,
  ...utmFields,
  ios: linkAddressOrNone,
  android: linkAddressOrNone,
  geo: targets(countryCodes, 'must be a two-letter ISO 3166-1 code such as DE'),
  devices: targets(deviceNames, `must be one of ${deviceNames.join(', ')}`),
  systems: targets(osNames, `must be one of ${osNames.join(', ')}`),
  testVariants,
  testStartedAt: z.date().nullable(),
  testCompletedAt: z.date().nullable(),
  proxy: flag,
  title: orNone(line(300)),
  description: orNone(lines(1000)),
  image: webAddressOrNone,
  video: webAddressOrNone,
  rewrite: flag,
  doIndex: flag,
  publicStats: flag,
  qr: qrLook,
} as const

/** The password that visitors are asked for. */
export const linkPassword = orNone(line(200))

const reference = z.guid('must be an ID').nullable()

/** A link as it's stored, except for what its password and its key's comparison make of it. */
export const shortLinkInput = keeping(
  z.strictObject({
    ...origin,
    createdById: z.uuid().nullable().optional(),
    domain: z.string().max(253),
    key: shortLinkKey,
    lookupKey: z.string().max(LONGEST_KEY * 2),
    publisherId: reference.optional(),
    offerId: reference.optional(),
    landingPageId: reference.optional(),
    campaignId: reference.optional(),
    folderId: reference.optional(),
    password: z
      .instanceof(Uint8Array<ArrayBuffer>)
      .nullable()
      .optional(),
    passwordHash: z.string().nullable().optional(),
    ...z.object(shortLinkFields).partial().shape,
    url: shortLinkFields.url,
  }),
  shortLinkFaults,
)
export type ShortLinkInput = z.input<typeof shortLinkInput>

/** What's wrong with a link's fields as a whole. */
export function shortLinkFaults(link: {
  url?: string
  offerId?: string | null | undefined
  publisherId?: string | null | undefined
  landingPageId?: string | null | undefined
  campaignId?: string | null | undefined
  testVariants?: unknown
  testStartedAt?: Date | null | undefined
  testCompletedAt?: Date | null | undefined
}): Fault[] {
  const faults: Fault[] = []
  if (!link.offerId && link.url === '') faults.push({ field: 'url', message: 'is required for links without an offer' })
  if (link.offerId && !link.publisherId)
    faults.push({ field: 'offerId', message: 'needs a publisher, whose clicks the offer pays for' })
  if (link.landingPageId && !link.offerId)
    faults.push({ field: 'landingPageId', message: 'must be one of the offer’s, and there’s no offer' })
  if (link.landingPageId && link.url)
    faults.push({ field: 'landingPageId', message: 'can’t be combined with a url, which leads elsewhere' })
  if (link.campaignId && !link.publisherId)
    faults.push({ field: 'campaignId', message: 'must be one of the publisher’s, and there’s no publisher' })
  const { testStartedAt: start, testCompletedAt: end } = link
  if (start && end && end <= start) faults.push({ field: 'testCompletedAt', message: 'must be after testStartedAt' })
  return faults
}
