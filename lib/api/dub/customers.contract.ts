import { z } from 'zod'
import { customerFields } from '@/lib/catalog/rules/customer'
import { countryCode } from '@/lib/fields'
import { defineContract } from '@/lib/api/contract'
import { dub } from '@/lib/api/dialect'
import { wholeNumber } from '@/lib/api/whole-number'
import { orNone } from './or-none'

/** Contract: dub-response-shapes.md, and what the published SDK sends and validates. */
const orders = ['createdAt', 'saleAmount', 'firstSaleAt', 'subscriptionCanceledAt'] as const

const MOST = 100

const expanded = {
  includeExpandedFields: z
    .boolean()
    .default(false)
    .describe('Whether to include `link`, `programId`, `partner`, and `discount`.'),
}

const cursor = z.uuid('must be the ID of a customer')

const listQuery = z.strictObject({
  email: z.string().min(1, 'must not be empty').optional().describe('Exactly this email address.'),
  externalId: z
    .string()
    .min(1, 'must not be empty')
    .optional()
    .describe('Exactly this ID of your own. Ignored with `email`.'),
  search: z
    .string()
    .min(1, 'must not be empty')
    .max(200, 'must be at most 200 characters')
    .optional()
    .describe('Part of the name, email address, or external ID. Ignored with `email` or `externalId`.'),
  country: countryCode.optional().describe('The customer’s country, as an ISO 3166-1 alpha-2 code.'),
  partnerId: z
    .uuid('must be the ID of a publisher')
    .optional()
    .describe('The publisher whose click first led to the customer.'),
  linkId: z.uuid('must be the ID of a link').optional().describe('The short link that first led to the customer.'),
  ...expanded,
  sortBy: z.enum(orders).default('createdAt').describe('What to sort by. Customers without a first sale come last.'),
  sortOrder: z.enum(['asc', 'desc']).default('desc'),
  startingAfter: cursor.optional().describe('The last customer of the previous page.'),
  endingBefore: cursor.optional().describe('The first customer of the next page.'),
  page: wholeNumber(1, 1000).optional().describe('Page number, starting at 1. Use `startingAfter` for long lists.'),
  pageSize: wholeNumber(1, MOST).default(MOST).describe('Customers per page, 1 to 100.'),
})

const text = z.string().nullable()

/** A customer in Dub's shape. */
export const customer = z
  .object({
    id: z.string(),
    externalId: z.string(),
    name: text,
    email: text,
    avatar: text,
    stripeCustomerId: text,
    country: text,
    sales: z.int(),
    /** In minor units of the organization's currency. */
    saleAmount: z.int(),
    createdAt: z.iso.datetime(),
    firstSaleAt: z.iso.datetime().nullable(),
    subscriptionCanceledAt: z.null(),
    link: z
      .object({
        id: z.string(),
        domain: z.string(),
        key: z.string(),
        shortLink: z.string(),
        url: z.string(),
        programId: z.null(),
      })
      .nullable()
      .optional(),
    programId: z.null().optional(),
    partner: z.object({ id: z.string(), name: z.string(), email: z.null(), image: z.null() }).nullable().optional(),
    discount: z.null().optional(),
  })
  .meta({ id: 'DubCustomer' })
export type CustomerAnswer = z.input<typeof customer>

const body = {
  name: orNone(customerFields.name),
  email: orNone(customerFields.email),
  avatar: orNone(customerFields.avatar),
  stripeCustomerId: orNone(customerFields.stripeId),
  country: orNone(customerFields.country),
}

const params = z.object({
  id: z
    .string()
    .max(300, 'must be at most 300 characters')
    .describe('The customer’s ID, or `ext_` and your own ID for them.'),
})

const about = { dialect: dub, tags: ['Customers'] }
const shownQuery = z.strictObject(expanded)

export const listCustomers = defineContract({
  ...about,
  id: 'listCustomers',
  method: 'GET',
  path: '/api/customers',
  access: 'customers:read',
  summary: 'List customers',
  description:
    'Customers with their sales. Publisher users see customers whose first click is theirs, and sales from their own clicks.',
  query: listQuery,
  response: z.array(customer),
})

export const createCustomer = defineContract({
  ...about,
  id: 'createCustomer',
  method: 'POST',
  path: '/api/customers',
  access: 'customers:manage',
  summary: 'Create a customer',
  description: 'Conversions with the same external ID belong to this customer.',
  query: shownQuery,
  body: z.strictObject({ externalId: customerFields.externalId, ...body }),
  status: 201,
  response: customer,
})

export const getCustomer = defineContract({
  ...about,
  id: 'getCustomer',
  method: 'GET',
  path: '/api/customers/{id}',
  access: 'customers:read',
  summary: 'Get a customer',
  params,
  query: shownQuery,
  response: customer,
})

export const updateCustomer = defineContract({
  ...about,
  id: 'updateCustomer',
  method: 'PATCH',
  path: '/api/customers/{id}',
  access: 'customers:manage',
  summary: 'Update a customer',
  description: 'Changes the fields that are sent. Conversions keep the country that they were recorded with.',
  params,
  query: shownQuery,
  body: z.strictObject({ externalId: customerFields.externalId.optional(), ...body }),
  response: customer,
})

export const deleteCustomer = defineContract({
  ...about,
  id: 'deleteCustomer',
  method: 'DELETE',
  path: '/api/customers/{id}',
  access: 'customers:manage',
  summary: 'Delete a customer',
  description:
    'Forgets who they are, for good. Their conversions, and what was paid for these, stay. Their external ID can be used again.',
  params,
  response: z.object({ id: z.string() }),
})
