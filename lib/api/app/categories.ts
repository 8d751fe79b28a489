import { publisherOffersWhere } from '@/lib/catalog/publisher-offers'
import { compareNames } from '@/lib/collation'
import { database } from '@/lib/database/client'
import { among } from '@/lib/identity/scope'
import { handle } from '@/lib/api/operation'
import { listCategories } from './categories.contract'

const SHOWN = 100

export const categoryOperations = [
  handle(listCategories, async (caller, { query }) => {
    const found = await database()
      .forOrganization(caller.organization.id)
      .offer.groupBy({
        by: ['categories'],
        where:
          caller.publisher === null
            ? { archived: false, advertiser: among(caller.reach.advertisers.see) }
            : publisherOffersWhere(caller),
      })
    const text = query.q.trim().toLowerCase()
    const names = [...new Set(found.flatMap(({ categories }) => categories))]
      .filter((name) => name.toLowerCase().includes(text))
      .toSorted(compareNames)
    return { data: names.slice(0, SHOWN).map((name) => ({ name })) }
  }),
]
