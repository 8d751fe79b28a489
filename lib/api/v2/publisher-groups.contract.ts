import { z } from 'zod'
import type { WithPublishers } from '@/lib/catalog/publisher-groups'
import { publisherGroupFields } from '@/lib/catalog/rules/publisher-group'
import type { Prisma, PublisherGroup } from '@/lib/database/generated/client'
import { defineResource } from '@/lib/api/resource/define'
import type { FieldsOf } from '@/lib/api/resource/fields'
import { recordFields } from './record-fields'

type Order = Prisma.PublisherGroupOrderByWithRelationInput

const fields = {
  ...recordFields,
  name: {
    type: z.string(),
    column: 'name',
    write: publisherGroupFields.name,
    required: true,
    help: 'Unique among publisher groups, ignoring case.',
  },
  description: { type: z.string(), column: 'description', write: publisherGroupFields.description },
  publishers_count: {
    type: z.int(),
    value: ({ _count }: WithPublishers<PublisherGroup>) => _count.publishers,
    help: 'How many publishers are in it, of those that you can see and that aren’t archived.',
  },
} as const satisfies FieldsOf<Order, WithPublishers<PublisherGroup>>

/** Designed in the style of the Integr8 document, which has no publisher groups. They're what Dub calls groups. */
export const publisherGroupsResource = defineResource<Prisma.PublisherGroupWhereInput, Order>()({
  one: 'PublisherGroup',
  many: 'PublisherGroups',
  means: { one: 'a publisher group', many: 'publisher groups' },
  tag: 'Publisher groups',
  path: '/api/v2/publisher-groups',
  params: z.object({}),
  itemParam: 'publisherGroupID',
  access: { read: 'publishers:read', manage: 'publishers:manage' },
  fields,
  versioned: true,
  search: ['name'],
  verbs: {
    list: { description: 'To set which group a publisher is in, update its `group_id`.' },
    create: {},
    bulkStatus: { description: 'Restores all of them or none.' },
    bulkArchive: { description: 'Deletes all of them or none.' },
    read: {},
    update: { description: 'You must be able to edit all of its publishers.' },
    archive: {
      description:
        'Deleted groups are archived: they leave lists, unless you filter by `archived`, and others can use their name. To restore one, send `{"archived": false}`. Groups with publishers can’t be deleted.',
    },
  },
})

export type PublisherGroupAnswer = z.infer<typeof publisherGroupsResource.item>
