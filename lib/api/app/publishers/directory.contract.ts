import { z } from 'zod'
import { pageNumber, pageSize } from '@/lib/api/app/question-parameters'
import { defineContract } from '@/lib/api/contract'
import { product } from '@/lib/api/dialect'

export const publisherStates = ['active', 'inactive', 'archived'] as const
export const publisherSorts = ['name', 'id'] as const

const orders = publisherSorts.flatMap((name) => [name, `-${name}` as const])

/** `id` is the incrementalId. */
const publisher = z.object({
  id: z.number().int(),
  name: z.string(),
  email: z.string().nullable(),
  state: z.enum(publisherStates),
  /** The account manager it's assigned to. */
  manager: z.object({ id: z.string(), name: z.string() }).nullable(),
  /** Number of users, not counting archived ones. */
  users: z.number().int(),
  /** Whether the caller can change it and its users. */
  editable: z.boolean(),
})
export type PublisherSummary = z.infer<typeof publisher>

const publisherPages = { method: 'GET', dialect: product, access: 'publishers:read', tags: ['Pages'] } as const

export const publisherDirectory = defineContract({
  ...publisherPages,
  id: 'publisherDirectory',
  path: '/api/app/publishers/directory',
  summary: 'List publishers with their account manager and user count',
  description: 'Leaves out archived publishers unless `state` is `archived`.',
  query: z.object({
    q: z.string().max(200, 'must be at most 200 characters').default('').describe('Part of the name, or the full ID.'),
    state: z.enum(publisherStates, `must be one of ${publisherStates.join(', ')}`).optional(),
    assigned: z
      .enum(['me', 'nobody'], 'must be me or nobody')
      .optional()
      .describe('Only publishers assigned to the caller, or unassigned ones.'),
    sort: z.enum(orders, `must be one of ${orders.join(', ')}`).default('name'),
    page: pageNumber.default(1),
    per_page: pageSize.default(50),
  }),
  response: z.object({
    rows: z.array(publisher),
    page: z.number().int(),
    perPage: z.number().int(),
    totalCount: z.number().int(),
    totalPages: z.number().int(),
  }),
})
export type PublisherDirectory = z.infer<typeof publisherDirectory.response>

export const publisherDetails = defineContract({
  ...publisherPages,
  id: 'publisherDetails',
  path: '/api/app/publishers/{id}',
  summary: 'Get a publisher with its account manager and user count',
  params: z.object({ id: z.string().describe('The publisher’s ID or incremental ID.') }),
  response: publisher,
})
