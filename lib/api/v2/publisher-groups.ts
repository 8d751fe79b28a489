import { changePublisherGroups, countPublishers, createPublisherGroup } from '@/lib/catalog/publisher-groups'
import { requireStaff } from '@/lib/catalog/staff'
import { database } from '@/lib/database/client'
import { handleResource } from '@/lib/api/resource/handle'
import type { Caller } from '@/lib/identity/caller'
import { publisherGroupsResource } from './publisher-groups.contract'

const storeOf = ({ organization }: Caller) => database().forOrganization(organization.id)

export const publisherGroups = handleResource(publisherGroupsResource, {
  rows: {
    within: async ({ caller }, where) => {
      requireStaff(caller)
      return where
    },
    find: (caller, query) => storeOf(caller).publisherGroup.findMany({ ...query, include: countPublishers(caller) }),
    count: (caller, where) => storeOf(caller).publisherGroup.count({ where }),
  },
  create: async ({ caller }, columns) => (await createPublisherGroup(database(), caller, columns)).id,
  update: ({ caller, unchangedSince }, id, columns) =>
    changePublisherGroups(database(), caller, [id], columns, { unchangedSince }),
  archive: ({ caller, unchangedSince }, id) =>
    changePublisherGroups(database(), caller, [id], { archived: true }, { unchangedSince }),
  bulkStatus: ({ caller }, ids, columns) => changePublisherGroups(database(), caller, ids, columns),
  bulkArchive: ({ caller }, ids) => changePublisherGroups(database(), caller, ids, { archived: true }),
})
