import { offersOpenTo } from '@/lib/catalog/publisher-offers'
import { database } from '@/lib/database/client'
import { numberIn } from '@/lib/identifier'
import { matching } from '@/lib/text'
import { handle } from '@/lib/api/operation'
import { listPostbackOffers } from './postback-offers.contract'

const SHOWN = 25
const select = { id: true, incrementalId: true, name: true } as const

const numbered = <Row extends { incrementalId: number }>({ incrementalId, ...row }: Row) => ({
  ...row,
  incremental_id: incrementalId,
})

export const postbackOfferOperations = [
  handle(listPostbackOffers, async ({ organization, publisher }, { query: { q, id } }) => {
    const text = q.trim()
    const number = numberIn(text)
    const searched = [
      ...matching(text).map((name) => ({ name })),
      ...(number === null ? [] : [{ incrementalId: number }]),
    ]
    const found = await database()
      .forOrganization(organization.id)
      .offer.findMany({
        where: {
          AND: [
            // What a postback refers to has a name even if it's archived.
            id === undefined ? { archived: false } : { id },
            ...(text === '' ? [] : [{ OR: searched }]),
            ...(publisher ? [offersOpenTo(publisher.id)] : []),
          ],
        },
        select: { ...select, events: { where: { archived: false }, select, orderBy: { incrementalId: 'asc' } } },
        orderBy: [{ name: 'asc' }, { incrementalId: 'asc' }],
        take: SHOWN,
      })
    return { data: found.map(({ events, ...offer }) => ({ ...numbered(offer), events: events.map(numbered) })) }
  }),
]
