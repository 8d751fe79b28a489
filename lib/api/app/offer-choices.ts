import { findPublisher } from '@/lib/access/find-user'
import { database } from '@/lib/database/client'
import { numberIn } from '@/lib/identifier'
import { matching } from '@/lib/text'
import { handle } from '@/lib/api/operation'
import { listOfferChoices } from './offer-choices.contract'

const SHOWN = 25

export const offerChoiceOperations = [
  handle(listOfferChoices, async (caller, { params, query: { q, id } }) => {
    const store = database().forOrganization(caller.organization.id)
    await findPublisher(store, caller, params.publisherID, 'see')
    const text = q.trim()
    const number = numberIn(text)
    const found = await store.offer.findMany({
      where: {
        // What a record refers to has a name even if it's archived.
        ...(id === undefined ? { archived: false } : { id }),
        ...(text === ''
          ? {}
          : {
              OR: [
                ...matching(text).map((name) => ({ name })),
                ...(number === null ? [] : [{ incrementalId: number }]),
              ],
            }),
      },
      select: {
        id: true,
        incrementalId: true,
        name: true,
        currency: true,
        events: {
          where: { archived: false },
          select: { id: true, incrementalId: true, name: true },
          orderBy: { incrementalId: 'asc' },
        },
      },
      orderBy: [{ name: 'asc' }, { incrementalId: 'asc' }],
      take: SHOWN,
    })
    const numbered = <Row extends { incrementalId: number }>({ incrementalId, ...row }: Row) => ({
      ...row,
      incremental_id: incrementalId,
    })
    return { data: found.map(({ events, ...offer }) => ({ ...numbered(offer), events: events.map(numbered) })) }
  }),
]
