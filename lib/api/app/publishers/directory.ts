import type { Caller } from '@/lib/identity/caller'
import { findPublisher } from '@/lib/access/find-user'
import { among, includes } from '@/lib/identity/scope'
import { database } from '@/lib/database/client'
import { containing } from '@/lib/text'
import { numberIn } from '@/lib/identifier'
import type { Prisma } from '@/lib/database/generated/client'
import { handle } from '@/lib/api/operation'
import { publisherDetails, publisherDirectory } from './directory.contract'

const withPeople = {
  manager: { select: { id: true, firstName: true, lastName: true, email: true } },
  _count: { select: { users: { where: { archivedAt: null } } } },
} as const satisfies Prisma.PublisherInclude

export const publisherDirectoryOperations = [
  handle(publisherDirectory, async (caller, { query: { q, state, assigned, sort, page, per_page: perPage } }) => {
    const where: Prisma.PublisherWhereInput = {
      AND: [
        among(caller.reach.publishers.see),
        matching(q.trim()),
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
  }),

  handle(publisherDetails, async (caller, { params }) => {
    const { id } = await findPublisher(database().prisma, caller, params.id, 'see')
    const found = await database()
      .forOrganization(caller.organization.id)
      .publisher.findUniqueOrThrow({ where: { id }, include: withPeople })
    return summaryOf(caller, found)
  }),
]

function matching(text: string): Prisma.PublisherWhereInput {
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
