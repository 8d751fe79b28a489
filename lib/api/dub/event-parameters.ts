import { z } from 'zod'
import { countryCodes } from '@/lib/countries'
import { timezone } from '@/lib/fields'
import { idText, type Dimension } from '@/lib/reports/dimensions'
import { filterParameter, listParameter } from '@/lib/reports/filter'
import { regionsOf } from '@/lib/region-codes'
import { parseMetadataQuery } from './metadata-query'
import { periods } from './period-names'

// The parameters that events and analytics have in common: one grammar, which becomes one Question (event-question.ts).

const several = 'One value, several separated by commas, or all others with - before them.'
const LONGEST_QUERY = 10_000

/** Dub's names of the dimensions that it filters by as they are. */
export const filteredAs = {
  linkId: 'link',
  tenantId: 'tenant',
  tagId: 'tag',
  folderId: 'folder',
  country: 'country',
  city: 'city',
  region: 'region',
  continent: 'continent',
  device: 'device',
  browser: 'browser',
  os: 'os',
  trigger: 'trigger',
  referer: 'referer',
  refererUrl: 'referer_url',
  url: 'url',
  utm_source: 'utm_source',
  utm_medium: 'utm_medium',
  utm_campaign: 'utm_campaign',
  utm_term: 'utm_term',
  utm_content: 'utm_content',
  tagIds: 'tag',
} as const satisfies Record<string, Dimension>

const filter = (dimension: Dimension, what: string) =>
  filterParameter(dimension).optional().describe(`${what} ${several}`)

const country = filterParameter('country').superRefine(({ values }, context) => {
  const unknown = values.find((code) => code !== '' && !countryCodes.includes(code))
  if (unknown !== undefined)
    context.addIssue({ code: 'custom', message: `must be ISO 3166-1 alpha-2 codes, which ${unknown} isn’t` })
})

/** Regions with the same code after the country, such as US-CA and others for CA. */
const regionsCalled = new Map<string, string[]>()
for (const [of, codes] of Object.entries(regionsOf))
  for (const code of codes.split(' ')) regionsCalled.set(code, [...(regionsCalled.get(code) ?? []), `${of}-${code}`])

/** `CA` means every region with that code: the filter of countries says which. */
const region = z
  .string()
  .transform((text) => {
    const [, minus = '', list = ''] = /^(-?)(.*)$/s.exec(text) ?? []
    const codes = list.split(',').flatMap((part) => regionsCalled.get(part.trim().toUpperCase()) ?? [part])
    return `${minus}${codes.join(',')}`
  })
  .pipe(filterParameter('region'))

const ids = (of: string) => listParameter(idText).optional().describe(`${of} ${several}`)

const query = z
  .string()
  .max(LONGEST_QUERY, `must be at most ${LONGEST_QUERY} characters`)
  .transform((text, context) => {
    const found = parseMetadataQuery(text)
    if (!('message' in found)) return found
    context.addIssue({ code: 'custom', message: found.message })
    return z.NEVER
  })

export const eventParameters = {
  domain: filter('domain', 'The link’s domain.'),
  key: z
    .string()
    .min(1, 'must not be empty')
    .max(200, 'must be at most 200 characters')
    .optional()
    .describe('The last part of the short link. Needs `domain`.'),
  linkId: filter('link', 'The link’s ID.'),
  externalId: z
    .string()
    .max(300, 'must be at most 300 characters')
    .optional()
    .describe('`ext_` and the ID that the link has in your system.'),
  interval: z
    .enum(periods, `must be one of ${periods.join(', ')}`)
    .default('24h')
    .describe('The period up to now, or up to `end`. `all_unfiltered` is the same as `all`.'),
  start: z
    .string()
    .optional()
    .describe(
      'From this time or day, in ISO 8601. Takes precedence over `interval`. Without an offset, it’s in `timezone`.',
    ),
  end: z.string().optional().describe('Up to and including this time or day. Now by default.'),
  timezone: timezone.default('UTC').describe('The IANA time zone of days and hours.'),
  tenantId: filter('tenant', 'The ID of whose link it is in your system.'),
  tagId: filter('tag', 'The ID of a tag of the link. An event matches if it shares any.'),
  folderId: filter('folder', 'The ID of the link’s folder.'),
  groupId: ids('The ID of the publisher’s group.'),
  partnerId: ids('The publisher’s ID.'),
  partnerTagId: ids('The ID of a tag of the publisher.'),
  customerId: filter('customer', 'The customer’s ID, or `ext_` and your own ID for them.'),
  country: country.optional().describe(`ISO 3166-1 alpha-2 code. ${several}`),
  city: filter('city', 'The city’s English name.'),
  region: region.optional().describe(`ISO 3166-2 code such as US-CA, or only CA. ${several}`),
  continent: filter('continent', 'AF, AN, AS, EU, NA, OC, or SA.'),
  device: filter('device', 'The kind of device.'),
  browser: filter('browser', 'The browser.'),
  os: filter('os', 'The operating system.'),
  trigger: filter('trigger', 'qr, link, or pageview.'),
  referer: filter('referer', 'The host of the referring page.'),
  refererUrl: filter('referer_url', 'The referring page, without its query string.'),
  utm_source: filter('utm_source', 'The UTM source.'),
  utm_medium: filter('utm_medium', 'The UTM medium.'),
  utm_campaign: filter('utm_campaign', 'The UTM campaign.'),
  utm_term: filter('utm_term', 'The UTM term.'),
  utm_content: filter('utm_content', 'The UTM content.'),
  url: filter('url', 'The destination, without its query string.'),
  root: z.boolean('must be true or false').optional().describe('true for domains’ own links, false for all others.'),
  saleType: z
    .enum(['new', 'recurring'], 'must be new or recurring')
    .optional()
    .describe('Only customers’ first sales, or only their other ones. Clicks and leads aren’t affected.'),
  query: query
    .optional()
    .describe(
      "Only leads and sales with this metadata: `metadata['plan']:'pro'`, with `:` `=` `!=` `>` `<` `>=` `<=`, AND, OR, and parentheses.",
    ),
  tagIds: filter('tag', 'Deprecated: use `tagId`.'),
  qr: z.boolean('must be true or false').optional().describe('Deprecated: use `trigger`.'),
}

export type EventParameters = z.output<z.ZodObject<typeof eventParameters>>
