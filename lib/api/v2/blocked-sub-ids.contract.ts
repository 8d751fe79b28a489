import { z } from 'zod'
import type { BlockedSubIdRow } from '@/lib/catalog/blocked-sub-ids'
import { blockedSubIdFields } from '@/lib/catalog/rules/blocked-sub-id'
import type { Prisma } from '@/lib/database/generated/client'
import { defineResource } from '@/lib/api/resource/define'
import { reference, type FieldsOf } from '@/lib/api/resource/fields'
import { named, namedRecord, recordFields } from './record-fields'

type Order = Prisma.BlockedSubIdOrderByWithRelationInput

const fields = {
  ...recordFields,
  organization: {
    ...recordFields.organization,
    write: z.string('must be your organization’s ID or slug'),
    required: true,
    on: 'create',
    help: 'Your organization’s ID. Its slug works too.',
  },
  publisher_incremental_id: {
    type: z.int(),
    column: 'publisher.incrementalId',
    write: reference,
    required: true,
    on: 'create',
    reference: 'publisher',
    help: 'The publisher whose sub ID is blocked.',
  },
  publisher: { type: namedRecord, value: ({ publisher }: BlockedSubIdRow) => named(publisher) },
  offer_incremental_id: {
    type: z.int(),
    column: 'offer.incrementalId',
    write: reference,
    required: true,
    on: 'create',
    reference: 'offer',
    help: 'The offer that the sub ID can’t send clicks to.',
  },
  offer: { type: namedRecord, value: ({ offer }: BlockedSubIdRow) => named(offer) },
  sub_id: {
    type: z.string(),
    column: 'subId',
    write: blockedSubIdFields.subId,
    required: true,
    on: 'create',
    help: 'The value of sub_id in tracking links. At most 30 characters: A-Z, a-z, 0-9, -, and _.',
  },
  description: {
    type: z.string(),
    column: 'description',
    write: blockedSubIdFields.description,
    networkOnly: true,
    help: 'The network’s notes. Publisher users don’t see them.',
  },
} as const satisfies FieldsOf<Order, BlockedSubIdRow>

/** Contract: PublisherBlockedSubIDs in the Integr8 document. */
export const blockedSubIdsResource = defineResource<Prisma.BlockedSubIdWhereInput, Order>()({
  one: 'BlockedSubId',
  many: 'BlockedSubIds',
  means: { one: 'a blocked sub ID', many: 'blocked sub IDs' },
  tag: 'PublisherBlockedSubIDs',
  path: '/api/v2/blocked-sub-ids',
  params: z.object({}),
  itemParam: 'blockedSubID_ID',
  access: { read: 'publishers:read', manage: 'publishers:manage' },
  fields,
  versioned: true,
  search: ['subId'],
  verbs: {
    list: {},
    create: {},
    bulkStatus: { description: 'Blocks all of them again or none. Only for admins.' },
    bulkArchive: { description: 'Unblocks all of them or none. Only for admins.' },
    read: {},
    update: {
      description: 'Only the description can change. To block a deleted one again, send `{"archived": false}`.',
    },
    archive: {
      description:
        'Unblocks the sub ID. Deleted items are archived: they leave lists, unless you filter by `archived`. To restore one, send `{"archived": false}`.',
    },
  },
})

export type BlockedSubIdAnswer = z.infer<typeof blockedSubIdsResource.item>
