import type { z } from 'zod'
import type { campaignFields } from '@/lib/catalog/rules/campaign'
import type { Database } from '@/lib/database/client'
import type { Prisma } from '@/lib/database/generated/client'
import type { Caller } from '@/lib/identity/caller'
import { Refused } from '@/lib/identity/refused'
import { among } from '@/lib/identity/scope'
import { changeRecords, createRecord } from './change-records'
import { createCampaigns } from './create'
import type { Editing } from './editing'
import { LinkReferences } from './link-references'

type Fields = { [Name in keyof typeof campaignFields]: z.output<(typeof campaignFields)[Name]> }

export const withCampaignRelations = {
  publisher: true,
  _count: { select: { links: { where: { deletedAt: null } } } },
} as const satisfies Prisma.CampaignInclude

export type CampaignRow = Prisma.CampaignGetPayload<{ include: typeof withCampaignRelations }>

/** The campaigns of the publishers that someone can see. */
export const campaignsWhere = ({ reach }: Pick<Caller, 'reach'>): Prisma.CampaignWhereInput => ({
  publisher: among(reach.publishers.see),
})

/** Creates a campaign of a publisher. Publisher users create their own publisher's. */
export function createCampaign(
  database: Database,
  caller: Caller,
  { publisherId: given, ...input }: Fields & { publisherId?: string | undefined },
): Promise<{ id: string }> {
  return createRecord(database, caller, 'campaign', async (store, by) => {
    const references = new LinkReferences(store, caller)
    const publisherId = given ?? (await references.ownPublisherId())
    if (publisherId === null) throw new Refused('invalid', 'is required', 'publisherId')
    await references.requireEditor(publisherId)
    if ((await references.publisher(publisherId))?.archived)
      throw new Refused('invalid', 'must be a publisher that isn’t archived', 'publisherId')
    return createCampaigns(store, [{ ...input, publisherId, ...by }])
  })
}

/** Changes all of these campaigns or none. Archived ones keep their links, whose clicks still count for them. */
export function changeCampaigns(
  database: Database,
  caller: Caller,
  ids: readonly string[],
  input: Partial<Fields> & { archived?: boolean },
  editing: Editing = {},
): Promise<void> {
  return changeRecords(database, caller, 'campaign', {
    ids,
    input,
    editing,
    find: (store, where) => store.campaign.findMany({ where: { AND: [where, campaignsWhere(caller)] } }),
    update: (store, query) => store.campaign.updateMany(query),
    check: async (store, changes) => {
      const references = new LinkReferences(store, caller)
      for (const { row } of changes) await references.requireEditor(row.publisherId)
    },
  })
}
