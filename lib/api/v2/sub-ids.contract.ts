import { z } from 'zod'
import { subIdFields } from '@/lib/catalog/rules/sub-id'
import type { Prisma } from '@/lib/database/generated/client'
import { defineResource } from '@/lib/api/resource/define'
import { defineImport } from '@/lib/api/resource/import.contract'
import type { FieldsOf } from '@/lib/api/resource/fields'
import { recordFields } from './record-fields'

type Where = Prisma.PublisherSubIdWhereInput
type Order = Prisma.PublisherSubIdOrderByWithRelationInput

/** The most sub IDs that one request can create. */
const MAX_CREATED = 5_000

const fields = {
  ...recordFields,
  publisher_id: { type: z.uuid(), column: 'publisherId' },
  external_id: {
    type: z.string(),
    column: 'externalId',
    write: subIdFields.externalId,
    required: true,
    help: 'The sub ID: the value of sub_id in tracking links and reports. At most 50 characters: A-Z, a-z, 0-9, -, and _.',
  },
  name: {
    type: z.string(),
    column: 'name',
    write: subIdFields.name,
    required: true,
    help: 'What people call it.',
  },
  description: {
    type: z.string(),
    column: 'description',
    write: subIdFields.description,
    help: 'What it stands for, or how it’s used.',
  },
  external_link: {
    type: z.string(),
    column: 'externalLink',
    write: subIdFields.externalLink,
    help: 'A page about it in another system, or empty.',
  },
} as const satisfies FieldsOf<Order>

const shared = {
  tag: 'PublisherSubIDs',
  itemParam: 'publisherSubID',
  access: { read: 'publishers:read', manage: 'publishers:manage' },
  fields,
  search: ['externalId', 'name'],
} as const

/** Contract: PublisherSubIDs in the Integr8 document, of a given publisher. */
export const subIdsResource = defineResource<Where, Order>()({
  ...shared,
  one: 'PublisherSubId',
  many: 'PublisherSubIds',
  means: { one: 'a publisher sub ID', many: 'publisher sub IDs' },
  path: '/api/v2/publishers/{publisherID}/sub-ids',
  params: z.object({ publisherID: z.string().describe('The publisher’s ID or incremental ID.') }),
  versioned: true,
  isImported: true,
  verbs: {
    list: {},
    create: {},
    bulkCreate: {
      description: `Creates all of them or none, up to ${MAX_CREATED} at once. Errors name the item.`,
      most: MAX_CREATED,
    },
    bulkStatus: { description: 'Restores all of them or none.' },
    bulkArchive: { description: 'Deletes all of them or none.' },
    read: {},
    update: {},
    archive: {
      description:
        'Deleted items are archived: they leave lists, unless you filter by `archived`, and their `external_id` can be used again. To restore one, send `{"archived": false}`.',
    },
  },
})

/** Contract: PublisherSubIDs in the Integr8 document, of the signed-in publisher. */
export const ownSubIdsResource = defineResource<Where, Order>()({
  ...shared,
  one: 'OwnSubId',
  many: 'OwnSubIds',
  means: { one: 'one of your publisher’s sub IDs', many: 'your publisher’s sub IDs' },
  path: '/api/v2/organizations/{organizationID}/sub-ids',
  params: z.object({ organizationID: z.string().describe('Your organization’s ID or slug.') }),
  verbs: {
    list: { description: 'Only for publisher users.' },
    read: { description: 'Only for publisher users.' },
  },
})

export const subIdsImport = defineImport(subIdsResource)

export type SubIdAnswer = z.infer<typeof subIdsResource.item>
