import { countOffers } from '@/lib/catalog/offers-in-use'
import { requireStaff } from '@/lib/catalog/staff'
import { changeTargetingGroups, createTargetingGroup } from '@/lib/catalog/targeting-groups'
import { database } from '@/lib/database/client'
import { handleResource } from '@/lib/api/resource/handle'
import type { Caller } from '@/lib/identity/caller'
import { targetingGroupsResource } from './targeting-groups.contract'

const storeOf = ({ organization }: Caller) => database().forOrganization(organization.id)

export const targetingGroups = handleResource(targetingGroupsResource, {
  rows: {
    within: async ({ caller }, where) => {
      requireStaff(caller)
      return where
    },
    find: (caller, query) => storeOf(caller).targetingGroup.findMany({ ...query, include: countOffers(caller) }),
    count: (caller, where) => storeOf(caller).targetingGroup.count({ where }),
  },
  create: async ({ caller }, columns) => (await createTargetingGroup(database(), caller, columns)).id,
  update: ({ caller, unchangedSince }, id, columns) =>
    changeTargetingGroups(database(), caller, [id], columns, { unchangedSince }),
  archive: ({ caller, unchangedSince }, id) =>
    changeTargetingGroups(database(), caller, [id], { archived: true }, { unchangedSince }),
  bulkStatus: ({ caller }, ids, columns) => changeTargetingGroups(database(), caller, ids, columns),
  bulkArchive: ({ caller }, ids) => changeTargetingGroups(database(), caller, ids, { archived: true }),
})
