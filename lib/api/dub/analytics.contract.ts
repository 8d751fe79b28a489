import { z } from 'zod'
import { defineContract } from '@/lib/api/contract'
import { dub } from '@/lib/api/dialect'
import type { Dimension } from '@/lib/reports/dimensions'
import { eventParameters } from './event-parameters'

// Contract: dub-response-shapes.md, and what the published SDK sends and validates.

/** Groups whose answers have the values as they are, by the names that they have there. */
export const valueGroups = {
  continents: { continent: 'continent' },
  countries: { country: 'country' },
  regions: { country: 'country', region: 'region' },
  cities: { country: 'country', region: 'region', city: 'city' },
  devices: { device: 'device' },
  browsers: { browser: 'browser' },
  os: { os: 'os' },
  trigger: { trigger: 'trigger' },
  triggers: { trigger: 'trigger' },
  referers: { referer: 'referer' },
  referer_urls: { refererUrl: 'referer_url' },
  top_urls: { url: 'full_url' },
  top_base_urls: { url: 'url' },
  top_domains: { domain: 'domain' },
  utm_sources: { utm_source: 'utm_source' },
  utm_mediums: { utm_medium: 'utm_medium' },
  utm_campaigns: { utm_campaign: 'utm_campaign' },
  utm_terms: { utm_term: 'utm_term' },
  utm_contents: { utm_content: 'utm_content' },
} as const satisfies Record<string, Readonly<Record<string, Dimension>>>
export type ValueGroup = keyof typeof valueGroups

/** Groups whose answers have records. */
export const recordGroups = {
  top_links: 'link',
  top_folders: 'folder',
  top_link_tags: 'tag',
  top_partners: 'publisher',
  top_groups: 'publisher',
  top_partner_tags: 'publisher',
} as const satisfies Record<string, Dimension>
export type RecordGroup = keyof typeof recordGroups

// Object.keys forgets which keys there are.
// oxlint-disable typescript/no-unsafe-type-assertion
export const analyticsGroups = [
  'count',
  'timeseries',
  ...(Object.keys(valueGroups) as ValueGroup[]),
  ...(Object.keys(recordGroups) as RecordGroup[]),
] as const
// oxlint-enable typescript/no-unsafe-type-assertion

const query = z.strictObject({
  event: z
    .enum(['clicks', 'leads', 'sales', 'composite'], 'must be clicks, leads, sales, or composite')
    .default('clicks')
    .describe('What to count: composite is all three. Figures that aren’t asked for are 0.'),
  groupBy: z
    .enum(analyticsGroups, `must be one of ${analyticsGroups.join(', ')}`)
    .default('count')
    .describe(
      'What there’s a row for. A time series has hours up to two days, days up to half a year, and months beyond. Other rows are those with the highest figures, at most 1,000.',
    ),
  ...eventParameters,
})
export type AnalyticsQuery = z.output<typeof query>

const figures = {
  clicks: z.int(),
  leads: z.int(),
  sales: z.int(),
  saleAmount: z.int().describe('In minor units of the organization’s currency.'),
}
const text = z.string().optional()
const orNone = z.string().nullable().optional()

const row = z
  .object({
    start: z.iso.datetime().optional(),
    continent: text,
    country: text,
    region: text,
    city: text,
    device: text,
    browser: text,
    os: text,
    trigger: text,
    referer: text,
    refererUrl: text,
    utm_source: text,
    utm_medium: text,
    utm_campaign: text,
    utm_term: text,
    utm_content: text,
    url: text,
    domain: text,
    link: text,
    id: text,
    key: text,
    shortLink: text,
    title: orNone,
    comments: orNone,
    createdAt: z.iso.datetime().optional(),
    folderId: orNone,
    folder: z.object({ id: z.string(), name: z.string() }).optional(),
    tagId: text,
    tag: z.object({ id: z.string(), name: z.string(), color: z.string() }).optional(),
    partnerId: orNone,
    partner: z
      .object({ id: z.string(), name: z.string(), image: z.null(), payoutsEnabledAt: z.null(), country: z.null() })
      .optional(),
    groupId: text,
    group: z.object({ id: z.string(), name: z.string(), slug: z.string(), color: z.null() }).optional(),
    partnerTagId: text,
    partnerTag: z.object({ id: z.string(), name: z.string() }).optional(),
    ...figures,
  })
  .meta({ id: 'DubAnalyticsRow' })
export type AnalyticsRow = z.input<typeof row>

export const retrieveAnalytics = defineContract({
  id: 'retrieveAnalytics',
  dialect: dub,
  tags: ['Events'],
  method: 'GET',
  path: '/api/analytics',
  access: 'reports:read',
  summary: 'Count clicks, leads, and sales',
  description: 'In total, over time, or by any of what they can be grouped by.',
  query,
  response: z.union([z.object(figures).meta({ id: 'DubAnalyticsCount' }), z.array(row)]),
})
