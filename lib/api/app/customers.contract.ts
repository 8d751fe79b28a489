import { z } from 'zod'
import { countryCode } from '@/lib/fields'
import { fullClick } from '@/lib/reports/click-schema'
import { defineContract } from '@/lib/api/contract'
import { product } from '@/lib/api/dialect'
import { listOf } from '@/lib/api/resource/fields'
import { wholeNumber } from '@/lib/api/whole-number'
import { conversionSummary } from '@/lib/api/app/conversions/schema'

const orders = ['name', 'email', 'external_id', 'created_at', 'sales', 'sale_amount', 'first_sale_at'] as const
export type CustomerSort = (typeof orders)[number]

const namedPublisher = z.object({ id: z.uuid(), incremental_id: z.int(), name: z.string() })

const customerRow = z.object({
  id: z.uuid(),
  external_id: z.string(),
  name: z.string(),
  email: z.string(),
  avatar: z.string(),
  /** ISO 3166-1 alpha-2, or '' when unknown. */
  country: z.string(),
  /** Whose click first led to them. */
  publisher: namedPublisher.nullable(),
  first_click_at: z.iso.datetime().nullable(),
  /** Approved ones. */
  sales: z.int(),
  /** An exact decimal in the organization's currency. */
  sale_amount: z.string(),
  first_sale_at: z.iso.datetime().nullable(),
  created_at: z.iso.datetime(),
  updated_at: z.iso.datetime(),
  /** Whether the caller can edit and delete them. */
  can_edit: z.boolean(),
})
export type CustomerRow = z.output<typeof customerRow>

const customerJourney = customerRow.extend({
  stripe_id: z.string(),
  /** Null if there was none, or if the caller can't see it. */
  click: fullClick.nullable(),
  /** Oldest first, up to a hundred. */
  conversions: z.array(conversionSummary),
  /** How many there are. */
  conversions_count: z.int(),
})
export type CustomerJourney = z.output<typeof customerJourney>

const about = { dialect: product, method: 'GET', access: 'customers:read', tags: ['Pages'] } as const

export const listCustomerRows = defineContract({
  ...about,
  id: 'listCustomerRows',
  path: '/api/app/customers',
  summary: 'List customers with their first click and what they bought',
  query: z.strictObject({
    q: z.string().max(200, 'must be at most 200 characters').default(''),
    filter: z
      .strictObject({
        country: z.strictObject({ eq: countryCode.optional() }).optional(),
        publisher_id: z.strictObject({ eq: z.uuid('must be the ID of a publisher').optional() }).optional(),
      })
      .prefault({}),
    sort: z
      .enum(
        orders.flatMap((name) => [name, `-${name}` as const]),
        `must be one of ${orders.join(', ')}, with - before it for descending order`,
      )
      .default('-created_at'),
    page: z
      .strictObject({
        number: wholeNumber(1, 1_000_000).default(1),
        size: wholeNumber(1, 100).default(50),
      })
      .prefault({}),
  }),
  response: listOf(customerRow),
})

export const readCustomerJourney = defineContract({
  ...about,
  id: 'readCustomerJourney',
  path: '/api/app/customers/{id}',
  summary: 'Get a customer with the click that first led to them, and what followed',
  params: z.object({ id: z.uuid('must be a customer’s ID') }),
  response: z.object({ data: customerJourney }),
})
