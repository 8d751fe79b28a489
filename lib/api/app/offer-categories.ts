import { publisherOffersWhere } from '@/lib/catalog/publisher-offers'
import { compareNames } from '@/lib/collation'
import { database } from '@/lib/database/client'
import { handle } from '@/lib/api/operation'
import { listOfferCategories } from './offer-categories.contract'

export const offerCategoriesOperations = [
  handle(listOfferCategories, async (caller) => {
    // Offers are many, but most have the same few categories.
    const found = await database()
      .forOrganization(caller.organization.id)
      .offer.groupBy({ by: ['categories'], where: publisherOffersWhere(caller) })
    return { categories: [...new Set(found.flatMap(({ categories }) => categories))].toSorted(compareNames) }
  }),
]
