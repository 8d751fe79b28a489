import { z } from 'zod'
import { tagFields } from '@/lib/catalog/rules/tag'
import type { Prisma, Tag } from '@/lib/database/generated/client'
import { defineResource } from '@/lib/api/resource/define'
import type { FieldsOf } from '@/lib/api/resource/fields'
import { recordFields } from './record-fields'

type Order = Prisma.TagOrderByWithRelationInput

const fields = {
  ...recordFields,
  name: {
    type: z.string(),
    column: 'name',
    write: tagFields.name,
    required: true,
    help: 'Unique among tags, ignoring case.',
  },
  color: { type: z.string(), column: 'color', write: tagFields.color, help: 'Such as blue, or empty.' },
} as const satisfies FieldsOf<Order, Tag>

/** Designed in the style of the Integr8 document, which mentions tags but has no operations for them. */
export const tagsResource = defineResource<Prisma.TagWhereInput, Order>()({
  one: 'Tag',
  many: 'Tags',
  means: { one: 'a tag', many: 'tags' },
  tag: 'Tags',
  path: '/api/v2/tags',
  params: z.object({}),
  itemParam: 'tagID',
  access: { read: 'catalog:read', manage: 'catalog:manage' },
  fields,
  versioned: true,
  search: ['name'],
  verbs: {
    list: {},
    create: {},
    read: {},
    update: {},
    archive: {
      description:
        'Deleted tags are archived: they leave lists and the records that have them, and others can use their name. To restore one everywhere, send `{"archived": false}`.',
    },
    bulkStatus: { description: 'Restores all of them or none.' },
    bulkArchive: { description: 'Deletes all of them or none.' },
  },
})

export type TagAnswer = z.infer<typeof tagsResource.item>
