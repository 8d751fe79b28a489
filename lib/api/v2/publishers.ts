import { changePublishers, createPublisher, withPublisherRelations } from '@/lib/catalog/publishers'
import { database } from '@/lib/database/client'
import { among } from '@/lib/identity/scope'
import type { Caller } from '@/lib/identity/caller'
import { handleResource } from '@/lib/api/resource/handle'
import { publishersResource } from './publishers.contract'

const storeOf = ({ organization }: Caller) => database().forOrganization(organization.id)

export const publishers = handleResource(publishersResource, {
  rows: {
    within: async ({ caller }, where) => ({ AND: [where, among(caller.reach.publishers.see)] }),
    find: (caller, query) => storeOf(caller).publisher.findMany({ ...query, include: withPublisherRelations }),
    count: (caller, where) => storeOf(caller).publisher.count({ where }),
  },
  create: async ({ caller }, columns) => (await createPublisher(database(), caller, columns)).id,
  update: ({ caller, unchangedSince }, id, columns) =>
    changePublishers(database(), caller, [id], columns, { unchangedSince }),
  archive: ({ caller, unchangedSince }, id) =>
    changePublishers(database(), caller, [id], { archived: true }, { unchangedSince }),
  bulkStatus: ({ caller }, ids, active) => changePublishers(database(), caller, ids, { active }),
  bulkArchive: ({ caller }, ids) => changePublishers(database(), caller, ids, { archived: true }),
})
