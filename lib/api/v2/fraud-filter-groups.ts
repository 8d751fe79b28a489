import { requireStaff } from '@/lib/catalog/staff'
import { changeFraudFilterGroups, createFraudFilterGroup } from '@/lib/catalog/fraud-filter-groups'
import { database } from '@/lib/database/client'
import { handleResource } from '@/lib/api/resource/handle'
import type { Caller } from '@/lib/identity/caller'
import { fraudFilterGroupsResource } from './fraud-filter-groups.contract'

const storeOf = ({ organization }: Caller) => database().forOrganization(organization.id)

export const fraudFilterGroups = handleResource(fraudFilterGroupsResource, {
  rows: {
    within: async ({ caller }, where) => {
      requireStaff(caller)
      return where
    },
    find: (caller, query) => storeOf(caller).fraudFilterGroup.findMany(query),
    count: (caller, where) => storeOf(caller).fraudFilterGroup.count({ where }),
  },
  create: async ({ caller }, columns) => (await createFraudFilterGroup(database(), caller, columns)).id,
  update: ({ caller, unchangedSince }, id, columns) =>
    changeFraudFilterGroups(database(), caller, [id], columns, { unchangedSince }),
  archive: ({ caller, unchangedSince }, id) =>
    changeFraudFilterGroups(database(), caller, [id], { archived: true }, { unchangedSince }),
  bulkStatus: ({ caller }, ids, active) => changeFraudFilterGroups(database(), caller, ids, { active }),
  bulkArchive: ({ caller }, ids) => changeFraudFilterGroups(database(), caller, ids, { archived: true }),
})
