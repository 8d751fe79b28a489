import { z } from 'zod'
import { defineContract } from '@/lib/api/contract'
import { product } from '@/lib/api/dialect'
import { link, linkFilters } from '@/lib/api/dub/links.contract'
import { wholeNumber } from '@/lib/api/whole-number'

const record = z.object({ id: z.uuid(), name: z.string() })
const numbered = record.extend({ number: z.int() })
const destinations = z.record(z.string(), z.string())

/** A short link with what Dub's shape doesn't have. */
const detailed = z.object({
  link,
  publisher: numbered.nullable(),
  offer: numbered.nullable(),
  landingPage: record.nullable(),
  campaign: record.extend({ externalId: z.string() }).nullable(),
  folder: record.nullable(),
  /** Where it leads as it's stored: '' for the landing page of its offer. */
  url: z.string(),
  ref: z.string(),
  devices: destinations,
  systems: destinations,
  qr: z.object({
    logo: z.string().nullable().optional(),
    foreground: z.string().optional(),
    background: z.string().optional(),
    level: z.enum(['L', 'M', 'Q', 'H']).optional(),
  }),
})
export type DetailedLink = z.input<typeof detailed>

const about = { dialect: product, access: 'links:read', tags: ['Pages'] } as const

export const listDetailedLinks = defineContract({
  ...about,
  id: 'listDetailedLinks',
  method: 'GET',
  path: '/api/app/links',
  summary: 'List links, with what they refer to',
  query: z.strictObject({
    ...linkFilters,
    sortOrder: z.enum(['asc', 'desc']).default('desc'),
    page: wholeNumber(1, 10_000).default(1),
    pageSize: wholeNumber(1, 100).default(50),
  }),
  response: z.object({ links: z.array(detailed), total: z.int() }),
})

export const getDetailedLink = defineContract({
  ...about,
  id: 'getDetailedLink',
  method: 'GET',
  path: '/api/app/links/{id}',
  summary: 'Get a link, with what it refers to',
  params: z.object({ id: z.uuid('must be the ID of a link') }),
  response: detailed,
})
