import { blockSubId, changeBlockedSubIds, withBlockedSubIdRelations } from '@/lib/catalog/blocked-sub-ids'
import { database } from '@/lib/database/client'
import type { Caller } from '@/lib/identity/caller'
import { Refused } from '@/lib/identity/refused'
import { among } from '@/lib/identity/scope'
import { invalid } from '@/lib/api/problem'
import { handleResource } from '@/lib/api/resource/handle'
import { blockedSubIdsResource } from './blocked-sub-ids.contract'

const storeOf = ({ organization }: Caller) => database().forOrganization(organization.id)

function refuseManagers({ user }: Caller, act: 'delete' | 'restore'): void {
  if (user.role !== 'admin') throw new Refused('forbidden', `Only admins can ${act} several blocked sub IDs at once.`)
}

export const blockedSubIds = handleResource(blockedSubIdsResource, {
  rows: {
    within: async ({ caller: { reach } }, where) =>
      reach.publishers.see === 'all' ? where : { AND: [where, { publisher: among(reach.publishers.see) }] },
    find: (caller, query) => storeOf(caller).blockedSubId.findMany({ ...query, include: withBlockedSubIdRelations }),
    count: (caller, where) => storeOf(caller).blockedSubId.count({ where }),
  },
  create: async ({ caller }, { organizationId, publisherIncrementalId, offerIncrementalId, ...columns }) => {
    const { id, slug } = caller.organization
    if (![id, slug].includes(organizationId.toLowerCase()))
      throw invalid('organization', `must be your organization’s ID or slug: ${id} or ${slug}`)
    const input = { ...columns, publisherId: publisherIncrementalId, offerId: offerIncrementalId }
    return (await blockSubId(database(), caller, input)).id
  },
  update: ({ caller, unchangedSince }, id, { archived, description }) =>
    changeBlockedSubIds(database(), caller, [id], { archived, description }, { unchangedSince }),
  archive: ({ caller, unchangedSince }, id) =>
    changeBlockedSubIds(database(), caller, [id], { archived: true }, { unchangedSince }),
  bulkStatus: async ({ caller }, ids, { archived }) => {
    refuseManagers(caller, 'restore')
    await changeBlockedSubIds(database(), caller, ids, { archived })
  },
  bulkArchive: async ({ caller }, ids) => {
    refuseManagers(caller, 'delete')
    await changeBlockedSubIds(database(), caller, ids, { archived: true })
  },
})
