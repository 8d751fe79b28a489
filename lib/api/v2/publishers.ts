import {
  addPublishers,
  changeEachPublisher,
  changePublishers,
  createPublisher,
  withPublisherRelations,
  type PublisherRow,
} from '@/lib/catalog/publishers'
import { database } from '@/lib/database/client'
import type { Prisma } from '@/lib/database/generated/client'
import { among } from '@/lib/identity/scope'
import type { Caller } from '@/lib/identity/caller'
import { handleResource, type Rows } from '@/lib/api/resource/handle'
import { handleImport } from '@/lib/api/resource/import'
import { publishersImport, publishersResource } from './publishers.contract'

const storeOf = ({ organization }: Caller) => database().forOrganization(organization.id)

const rows: Rows<
  typeof publishersResource.params,
  PublisherRow,
  Prisma.PublisherWhereInput,
  Prisma.PublisherOrderByWithRelationInput
> = {
  within: async ({ caller }, where) => ({ AND: [where, among(caller.reach.publishers.see)] }),
  find: (caller, query) => storeOf(caller).publisher.findMany({ ...query, include: withPublisherRelations }),
  count: (caller, where) => storeOf(caller).publisher.count({ where }),
}

export const publishers = handleResource(publishersResource, {
  rows,
  create: async ({ caller }, columns) => (await createPublisher(database(), caller, columns)).id,
  update: ({ caller, unchangedSince }, id, columns) =>
    changePublishers(database(), caller, [id], columns, { unchangedSince }),
  archive: ({ caller, unchangedSince }, id) =>
    changePublishers(database(), caller, [id], { archived: true }, { unchangedSince }),
  bulkStatus: ({ caller }, ids, columns) => changePublishers(database(), caller, ids, columns),
  bulkArchive: ({ caller }, ids) => changePublishers(database(), caller, ids, { archived: true }),
})

export const publishersImportOperations = handleImport(publishersImport, publishersResource, {
  rows,
  save: ({ caller }) => ({
    create: (changing, items) => addPublishers(changing, caller, items),
    update: (changing, items) => changeEachPublisher(changing, caller, items),
  }),
})
