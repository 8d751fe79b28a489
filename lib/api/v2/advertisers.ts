import { changeAdvertisers, createAdvertiser, withAdvertiserRelations } from '@/lib/catalog/advertisers'
import { database } from '@/lib/database/client'
import { among } from '@/lib/identity/scope'
import type { Caller } from '@/lib/identity/caller'
import { handleResource } from '@/lib/api/resource/handle'
import { advertisersResource } from './advertisers.contract'

const storeOf = ({ organization }: Caller) => database().forOrganization(organization.id)

export const advertisers = handleResource(advertisersResource, {
  rows: {
    within: async ({ caller }, where) => ({ AND: [where, among(caller.reach.advertisers.see)] }),
    find: (caller, query) => storeOf(caller).advertiser.findMany({ ...query, include: withAdvertiserRelations }),
    count: (caller, where) => storeOf(caller).advertiser.count({ where }),
  },
  create: async ({ caller }, columns) => (await createAdvertiser(database(), caller, columns)).id,
  update: ({ caller, unchangedSince }, id, columns) =>
    changeAdvertisers(database(), caller, [id], columns, { unchangedSince }),
  archive: ({ caller, unchangedSince }, id) =>
    changeAdvertisers(database(), caller, [id], { archived: true }, { unchangedSince }),
  bulkStatus: ({ caller }, ids, active) => changeAdvertisers(database(), caller, ids, { active }),
  bulkArchive: ({ caller }, ids) => changeAdvertisers(database(), caller, ids, { archived: true }),
})
