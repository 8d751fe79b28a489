import { findPublisher } from '@/lib/access/find-user'
import { linkOptions } from '@/lib/catalog/links'
import { database } from '@/lib/database/client'
import { handle } from '@/lib/api/operation'
import { invalid } from '@/lib/api/problem'
import { getLinkOptions } from './link-options.contract'

const recordOf = ({ id, incrementalId, name }: { id: string; incrementalId: number; name: string }) => ({
  id,
  number: incrementalId,
  name,
})

export const linkOptionsOperations = [
  handle(getLinkOptions, async (caller, { query }) => {
    const named = query.publisher ?? caller.publisher?.id.toString()
    if (named === undefined) throw invalid('publisher', 'is required')
    const store = database().forOrganization(caller.organization.id)
    const publisher = await findPublisher(database().prisma, caller, named, 'see')
    const { offer, obstacle, landingPages, deepLinkHosts, addresses, campaigns } = await linkOptions(
      store,
      caller,
      publisher,
      query.offer,
    )
    return {
      offer: recordOf(offer),
      publisher: recordOf(publisher),
      obstacle,
      hasPreview: offer.offerPreviewEnabled,
      deepLinkHosts,
      landingPages: landingPages.map(({ incrementalId, name, isDefault }) => ({
        number: incrementalId,
        name,
        isDefault,
      })),
      addresses,
      campaigns: campaigns.map(({ externalId, name }) => ({ id: externalId, name })),
    }
  }),
]
