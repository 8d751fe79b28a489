import { z } from 'zod'
import type { Caller } from '@/lib/identity/caller'
import { findPublisher } from '@/lib/access/find-user'
import { among, includes } from '@/lib/identity/scope'
import { database } from '@/lib/database/client'
import { containing } from '@/lib/database/containing'
import { numberIn } from '@/lib/identifier'
import type { Prisma } from '@/lib/database/generated/client'
import { product } from '@/lib/api/dialect'
import { defineContract } from '@/lib/api/contract'
import { handle } from '@/lib/api/operation'
import { pageNumber, pageSize } from '@/lib/api/app/question'
import { publisherDirectoryAnswer, publisherSorts, publisherStates, publisherSummary } from './shapes'

const shared = { dialect: product, access: 'publishers:read', tags: ['Pages'] } as const

const orders = publisherSorts.flatMap((name) => [name, `-${name}` as const])

const withPeople = {
  manager: { select: { id: true, firstName: true, lastName: true, email: true } },
  _count: { select: { users: { where: { archivedAt: null } } } },
} as const satisfies Prisma.PublisherInclude

export const publisherDirectory = handle(
  defineContract({
    ...shared,
    id: 'publisherDirectory',
    method: 'GET',
    path: '/api/app/publishers/directory',
    summary: 'List publishers with their account manager and user count',
    description: 'Leaves out archived publishers unless `state` is `archived`.',
    query: z.object({
      q: z
        .string()
        .max(200, 'must be at most 200 characters')
        .default('')
        .describe('Part of the name, or the full ID.'),
      state: z.enum(publisherStates, `must be one of ${publisherStates.join(', ')}`).optional(),
      assigned: z
        .enum(['me', 'nobody'], 'must be me or nobody')
        .optional()
        .describe('Only publishers assigned to the caller, or unassigned ones.'),
      sort: z.enum(orders, `must be one of ${orders.join(', ')}`).default('name'),
      page: pageNumber.default(1),
      per_page: pageSize.default(50),
    }),
    response: publisherDirectoryAnswer,
  }),
  async (caller, { query: { q, state, assigned, sort, page, per_page: perPage } }) => {
    const where: Prisma.PublisherWhereInput = {
      AND: [
        among(caller.reach.publishers.see),
        named(q.trim()),
        state === undefined || state === 'archived'
          ? { archived: state === 'archived' }
          : { archived: false, active: state === 'active' },
        assigned === undefined ? {} : { managerId: assigned === 'me' ? caller.user.id : null },
      ],
    }
    const { publisher } = database().forOrganization(caller.organization.id)
    const direction = sort.startsWith('-') ? 'desc' : 'asc'
    const [found, totalCount] = await Promise.all([
      publisher.findMany({
        where,
        include: withPeople,
        orderBy: [...(sort.endsWith('name') ? [{ name: direction } as const] : []), { incrementalId: direction }],
        skip: (page - 1) * perPage,
        take: perPage,
      }),
      publisher.count({ where }),
    ])
    return {
      rows: found.map((row) => summaryOf(caller, row)),
      page,
      perPage,
      totalCount,
      totalPages: Math.ceil(totalCount / perPage),
    }
  },
)

export const publisherDetails = handle(
  defineContract({
    ...shared,
    id: 'publisherDetails',
    method: 'GET',
    path: '/api/app/publishers/{id}',
    summary: 'Get a publisher with its account manager and user count',
    params: z.object({ id: z.string().describe('The publisher’s ID or incremental ID.') }),
    response: publisherSummary,
  }),
  async (caller, { params }) => {
    const { id } = await findPublisher(database().prisma, caller, params.id, 'see')
    const found = await database()
      .forOrganization(caller.organization.id)
      .publisher.findUniqueOrThrow({ where: { id }, include: withPeople })
    return summaryOf(caller, found)
  },
)

function named(text: string): Prisma.PublisherWhereInput {
  if (text === '') return {}
  const part = containing(text)
  const number = numberIn(text)
  return { OR: [{ name: part }, { slug: part }, ...(number === null ? [] : [{ incrementalId: number }])] }
}

function summaryOf(
  caller: Caller,
  {
    incrementalId,
    name,
    email,
    active,
    archived,
    manager,
    _count,
  }: Prisma.PublisherGetPayload<{ include: typeof withPeople }>,
) {
  return {
    id: incrementalId,
    name,
    email,
    state: archived ? ('archived' as const) : active ? ('active' as const) : ('inactive' as const),
    manager: manager && { id: manager.id, name: `${manager.firstName} ${manager.lastName}`.trim() || manager.email },
    users: _count.users,
    editable: includes(caller.reach.publishers.edit, incrementalId),
  }
}
