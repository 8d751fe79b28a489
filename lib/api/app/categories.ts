import { refusePublishers } from '@/lib/catalog/find-offer'
import { compareNames } from '@/lib/collation'
import { database } from '@/lib/database/client'
import { among } from '@/lib/identity/scope'
import { handle } from '@/lib/api/operation'
import { listCategories } from './categories.contract'

const SHOWN = 100

export const categoryOperations = [
  handle(listCategories, async (caller, { query }) => {
    refusePublishers(caller)
    const found = await database()
      .forOrganization(caller.organization.id)
      .offer.groupBy({
        by: ['categories'],
        where: { archived: false, advertiser: among(caller.reach.advertisers.see) },
      })
    const text = query.q.trim().toLowerCase()
    const names = [...new Set(found.flatMap(({ categories }) => categories))]
      .filter((name) => name.toLowerCase().includes(text))
      .toSorted(compareNames)
    return { data: names.slice(0, SHOWN).map((name) => ({ name })) }
  }),
]
