import { campaignsWhere, changeCampaigns, createCampaign, withCampaignRelations } from '@/lib/catalog/campaigns'
import { database } from '@/lib/database/client'
import { handleResource } from '@/lib/api/resource/handle'
import type { Caller } from '@/lib/identity/caller'
import { campaignsResource } from './campaigns.contract'

const storeOf = ({ organization }: Caller) => database().forOrganization(organization.id)

export const campaigns = handleResource(campaignsResource, {
  rows: {
    within: async ({ caller }, where) => ({ AND: [where, campaignsWhere(caller)] }),
    find: (caller, query) => storeOf(caller).campaign.findMany({ ...query, include: withCampaignRelations }),
    count: (caller, where) => storeOf(caller).campaign.count({ where }),
  },
  create: async ({ caller }, columns) => (await createCampaign(database(), caller, columns)).id,
  update: ({ caller, unchangedSince }, id, columns) =>
    changeCampaigns(database(), caller, [id], columns, { unchangedSince }),
  archive: ({ caller, unchangedSince }, id) =>
    changeCampaigns(database(), caller, [id], { archived: true }, { unchangedSince }),
  bulkStatus: ({ caller }, ids, columns) => changeCampaigns(database(), caller, ids, columns),
  bulkArchive: ({ caller }, ids) => changeCampaigns(database(), caller, ids, { archived: true }),
})
