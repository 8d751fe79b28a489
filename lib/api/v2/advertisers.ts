import {
  addAdvertisers,
  changeAdvertisers,
  changeEachAdvertiser,
  createAdvertiser,
  withAdvertiserRelations,
  type AdvertiserRow,
} from '@/lib/catalog/advertisers'
import { database } from '@/lib/database/client'
import type { Prisma } from '@/lib/database/generated/client'
import { among } from '@/lib/identity/scope'
import type { Caller } from '@/lib/identity/caller'
import { handleResource, type Rows } from '@/lib/api/resource/handle'
import { handleImport } from '@/lib/api/resource/import'
import { advertisersImport, advertisersResource } from './advertisers.contract'

const storeOf = ({ organization }: Caller) => database().forOrganization(organization.id)

const rows: Rows<
  typeof advertisersResource.params,
  AdvertiserRow,
  Prisma.AdvertiserWhereInput,
  Prisma.AdvertiserOrderByWithRelationInput
> = {
  within: async ({ caller }, where) => ({ AND: [where, among(caller.reach.advertisers.see)] }),
  find: (caller, query) => storeOf(caller).advertiser.findMany({ ...query, include: withAdvertiserRelations }),
  count: (caller, where) => storeOf(caller).advertiser.count({ where }),
}

export const advertisers = handleResource(advertisersResource, {
  rows,
  create: async ({ caller }, columns) => (await createAdvertiser(database(), caller, columns)).id,
  update: ({ caller, unchangedSince }, id, columns) =>
    changeAdvertisers(database(), caller, [id], columns, { unchangedSince }),
  archive: ({ caller, unchangedSince }, id) =>
    changeAdvertisers(database(), caller, [id], { archived: true }, { unchangedSince }),
  bulkStatus: ({ caller }, ids, columns) => changeAdvertisers(database(), caller, ids, columns),
  bulkArchive: ({ caller }, ids) => changeAdvertisers(database(), caller, ids, { archived: true }),
})

export const advertisersImportOperations = handleImport(advertisersImport, advertisersResource, {
  rows,
  save: ({ caller }) => ({
    create: (changing, items) => addAdvertisers(changing, caller, items),
    update: (changing, items) => changeEachAdvertiser(changing, caller, items),
  }),
})
