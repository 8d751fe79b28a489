import { among } from '@/lib/identity/scope'
import { database } from '@/lib/database/client'
import { handle } from '@/lib/api/operation'
import { listPublisherChoices } from './publishers.contract'

const SHOWN = 100

export const publisherChoiceOperations = [
  handle(listPublisherChoices, async ({ organization, scope }, { query }) => {
    const text = query.q.trim()
    // Escape LIKE wildcards, which people mean literally.
    const part = text.replaceAll(/[\\%_]/g, String.raw`\$&`)
    const number = /^\d{1,9}$/.test(text) ? [{ incrementalId: Number(text) }] : []
    const found = await database()
      .forOrganization(organization.id)
      .publisher.findMany({
        where: {
          archived: false,
          ...among(scope.publishers),
          ...(text
            ? {
                OR: [
                  { name: { contains: part, mode: 'insensitive' } },
                  { slug: { contains: part, mode: 'insensitive' } },
                  ...number,
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
