import { among } from '@/lib/identity/scope'
import { database } from '@/lib/database/client'
import { numberIn } from '@/lib/identifier'
import { matching } from '@/lib/text'
import { handle } from '@/lib/api/operation'
import { listPublisherChoices } from './publishers.contract'

const SHOWN = 100

export const publisherChoiceOperations = [
  handle(listPublisherChoices, async ({ organization, scope }, { query }) => {
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
                  ...matching(text).flatMap((one) => [{ name: one }, { slug: one }]),
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
  }),
]
