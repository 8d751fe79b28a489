import { z } from 'zod'
import { defineContract } from '@/lib/api/contract'
import { product } from '@/lib/api/dialect'
import { listOf } from '@/lib/api/resource/fields'
import { shortLinksResource } from '@/lib/api/v2/links.contract'

const namedRecord = z.object({ id: z.uuid(), name: z.string() })
const numberedRecord = namedRecord.extend({ incremental_id: z.int() })
const tag = namedRecord.extend({ color: z.string() })
const moment = z.iso.datetime().nullable()

const linkRow = z.object({
  id: z.uuid(),
  /** With its scheme, to copy. */
  short_link: z.string(),
  domain: z.string(),
  key: z.string(),
  /** '' leads to the landing page of its offer. */
  url: z.string(),
  publisher: numberedRecord.nullable(),
  offer: numberedRecord.nullable(),
  campaign: namedRecord.nullable(),
  folder: namedRecord.nullable(),
  tags: z.array(tag),
  archived: z.boolean(),
  expires_at: moment,
  has_password: z.boolean(),
  clicks: z.int(),
  leads: z.int(),
  sales: z.int(),
  /** An exact decimal in the organization's currency. */
  sale_amount: z.string(),
  last_clicked_at: moment,
  created_at: z.iso.datetime(),
  updated_at: z.iso.datetime(),
})
export type LinkRow = z.output<typeof linkRow>

const targets = z.record(z.string(), z.string())

/** Everything about a link that its form shows. */
const linkDetails = linkRow.extend({
  landing_page: namedRecord.nullable(),
  external_id: z.string().nullable(),
  tenant_id: z.string().nullable(),
  comments: z.string(),
  track_conversion: z.boolean(),
  expired_url: z.string().nullable(),
  password: z.string().nullable(),
  utm_source: z.string(),
  utm_medium: z.string(),
  utm_campaign: z.string(),
  utm_term: z.string(),
  utm_content: z.string(),
  ios: z.string().nullable(),
  android: z.string().nullable(),
  geo: targets,
  devices: targets,
  systems: targets,
  test_variants: z.array(z.object({ url: z.string(), percentage: z.int() })),
  proxy: z.boolean(),
  title: z.string().nullable(),
  description: z.string().nullable(),
  image: z.string().nullable(),
  do_index: z.boolean(),
  qr: z.object({
    logo: z.string().nullable().optional(),
    foreground: z.string().optional(),
    background: z.string().optional(),
    level: z.enum(['L', 'M', 'Q', 'H']).optional(),
  }),
})
export type LinkDetails = z.output<typeof linkDetails>

const about = { dialect: product, method: 'GET', access: 'links:read', tags: ['Pages'] } as const

export const listLinkRows = defineContract({
  ...about,
  id: 'listLinkRows',
  path: '/api/app/links',
  summary: 'List short links with their names and what they led to',
  query: shortLinksResource.listing.query,
  response: listOf(linkRow),
})

export const readLinkDetails = defineContract({
  ...about,
  id: 'readLinkDetails',
  path: '/api/app/links/{id}',
  summary: 'Get everything about a short link',
  params: z.object({ id: z.uuid('must be a link’s ID') }),
  response: z.object({ data: linkDetails }),
})

/** What the destinations that share a link's clicks led to. */
export const listLinkVariants = defineContract({
  ...about,
  id: 'listLinkVariants',
  path: '/api/app/links/{id}/variants',
  summary: 'Compare the destinations that share a short link’s clicks',
  params: z.object({ id: z.uuid('must be a link’s ID') }),
  response: z.object({
    /** Empty if there's no test. */
    data: z.array(
      z.object({
        url: z.string(),
        percentage: z.int(),
        clicks: z.int(),
        unique_clicks: z.int(),
        leads: z.int(),
        sales: z.int(),
        sale_amount: z.string(),
      }),
    ),
    started_at: moment,
    completed_at: moment,
  }),
})

export const listLinkChoices = defineContract({
  ...about,
  id: 'listLinkChoices',
  path: '/api/app/link-choices',
  summary: 'Get the domains and folders that links can have',
  response: z.object({
    /** The installation's own first, without its scheme. */
    domains: z.array(z.object({ host: z.string(), address: z.string(), is_default: z.boolean() })),
    folders: z.array(namedRecord.extend({ can_write: z.boolean() })),
  }),
})
export type LinkChoices = z.output<typeof listLinkChoices.response>
