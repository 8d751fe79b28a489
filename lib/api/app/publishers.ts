import { z } from 'zod'
import { among } from '@/lib/identity/scope'
import { database } from '@/lib/database/client'
import { containing } from '@/lib/database/containing'
import { numberIn } from '@/lib/identifier'
import { publishersAnswer } from '@/lib/reports/shapes'
import { product } from '@/lib/api/dialect'
import { defineContract } from '@/lib/api/contract'
import { handle } from '@/lib/api/operation'

const SHOWN = 100

export const listPublishers = handle(
  defineContract({
    id: 'listPublisherChoices',
    method: 'GET',
    path: '/api/app/publishers',
    dialect: product,
    access: 'publishers:read',
    tags: ['Pages'],
    summary: 'List publishers the caller can switch to',
    query: z.object({ q: z.string().max(200, 'must be at most 200 characters').default('') }),
    response: publishersAnswer,
  }),
  async ({ organization, scope }, { query }) => {
    const text = query.q.trim()
    const number = numberIn(text)
    const found = await database()
      .forOrganization(organization.id)
      .publisher.findMany({
        where: {
          archived: false,
          ...among(scope.publishers),
          ...(text
            ? {
                OR: [
                  { name: containing(text) },
                  { slug: containing(text) },
                  ...(number === null ? [] : [{ incrementalId: number }]),
                ],
              }
            : {}),
        },
        select: { incrementalId: true, name: true, slug: true, active: true },
        orderBy: [{ name: 'asc' }, { incrementalId: 'asc' }],
        take: SHOWN,
      })
    return { publishers: found.map(({ incrementalId, ...rest }) => ({ id: incrementalId, ...rest })) }
  },
)
