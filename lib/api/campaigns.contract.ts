import { z } from 'zod'
import type { CampaignRow } from '@/lib/catalog/campaigns'
import { campaignChannels, campaignFields, campaignKinds } from '@/lib/catalog/rules/campaign'
import type { Prisma } from '@/lib/database/generated/client'
import { defineResource } from '@/lib/api/resource/define'
import { reference, type FieldsOf } from '@/lib/api/resource/fields'
import { named, namedRecord, recordFields } from '@/lib/api/v2/record-fields'

export { campaignChannels, campaignKinds } from '@/lib/catalog/rules/campaign'

type Order = Prisma.CampaignOrderByWithRelationInput

const fields = {
  ...recordFields,
  publisher_incremental_id: {
    type: z.int(),
    column: 'publisher.incrementalId',
    write: reference,
    reference: 'publisher',
    as: 'publisherId',
    on: 'create',
    help: 'Whose it is: the publisher’s incremental ID or its ID. Publisher users always create their own.',
  },
  publisher: { type: namedRecord, value: ({ publisher }: CampaignRow) => named(publisher) },
  external_id: {
    type: z.string(),
    column: 'externalId',
    write: campaignFields.externalId,
    required: true,
    help: 'The publisher’s own ID for it, which tracking links have as `campaign`. Unique among the publisher’s campaigns.',
  },
  name: { type: z.string(), column: 'name', write: campaignFields.name, required: true },
  kind: {
    type: z.string(),
    column: 'kind',
    write: campaignFields.kind,
    required: true,
    help: `Such as ${campaignKinds.join(', ')}.`,
  },
  channel: {
    type: z.string(),
    column: 'channel',
    write: campaignFields.channel,
    required: true,
    help: `Such as ${campaignChannels.join(', ')}. Clicks keep the channel that it had when they happened.`,
  },
  links_count: {
    type: z.int(),
    value: ({ _count }: CampaignRow) => _count.links,
    help: 'How many short links it has.',
  },
} as const satisfies FieldsOf<Order, CampaignRow>

/** Our own. Publishers’ broadcasts, flows, and promotions, in the format of the network API. */
export const campaignsResource = defineResource<Prisma.CampaignWhereInput, Order>()({
  one: 'Campaign',
  many: 'Campaigns',
  means: { one: 'a campaign', many: 'campaigns' },
  tag: 'Campaigns',
  path: '/api/campaigns',
  params: z.object({}),
  itemParam: 'campaignID',
  access: { read: 'links:read', manage: 'links:manage' },
  fields,
  versioned: true,
  search: ['name', 'externalId'],
  verbs: {
    list: { description: 'Publisher users see their own publisher’s.' },
    create: {},
    bulkStatus: { description: 'Changes all of them or none.' },
    bulkArchive: { description: 'Archives all of them or none.' },
    read: {},
    update: {},
    archive: {
      description:
        'Archived campaigns leave lists, unless you filter by `archived`. Their links keep working, and clicks keep counting for them. To restore one, send `{"archived": false}`.',
    },
  },
})

export type CampaignAnswer = z.infer<typeof campaignsResource.item>
