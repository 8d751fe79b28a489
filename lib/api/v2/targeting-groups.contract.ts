import { z } from 'zod'
import type { WithOffers } from '@/lib/catalog/offers-in-use'
import { targetingGroupFields } from '@/lib/catalog/rules/targeting'
import type { Prisma, TargetingGroup } from '@/lib/database/generated/client'
import { defineResource } from '@/lib/api/resource/define'
import type { FieldsOf } from '@/lib/api/resource/fields'
import { offersCount, recordFields } from './record-fields'

type Order = Prisma.TargetingGroupOrderByWithRelationInput

const values = z.strictObject({ include: z.array(z.string()), exclude: z.array(z.string()) }).optional()
/** As stored, which needn't be what can be set today. */
const targeting = z.strictObject({
  country: values,
  region: values,
  device: values,
  os: values,
  browser: values,
  language: values,
})

const fields = {
  ...recordFields,
  name: {
    type: z.string(),
    column: 'name',
    write: targetingGroupFields.name,
    required: true,
    help: 'Unique among targeting groups, ignoring case.',
  },
  description: { type: z.string(), column: 'description', write: targetingGroupFields.description },
  targeting: {
    type: targeting,
    value: (row: TargetingGroup) => targeting.parse(row.targeting),
    write: targetingGroupFields.targeting,
    help: 'Who the offers are for. A visitor has to match all of it: one of the included values, if there are any, and none of the excluded ones. Replaced as a whole.',
  },
  offers_count: offersCount,
} as const satisfies FieldsOf<Order, WithOffers<TargetingGroup>>

/** Designed in the style of the Integr8 document, which mentions targeting groups but has no operations for them. */
export const targetingGroupsResource = defineResource<Prisma.TargetingGroupWhereInput, Order>()({
  one: 'TargetingGroup',
  many: 'TargetingGroups',
  means: { one: 'a targeting group', many: 'targeting groups' },
  tag: 'Targeting groups',
  path: '/api/v2/targeting-groups',
  params: z.object({}),
  itemParam: 'targetingGroupID',
  access: { read: 'catalog:read', manage: 'catalog:manage' },
  fields,
  versioned: true,
  search: ['name'],
  verbs: {
    list: {},
    create: {},
    bulkStatus: { description: 'Restores all of them or none.' },
    bulkArchive: { description: 'Deletes all of them or none.' },
    read: {},
    update: { description: 'Changes every offer that uses it, so you must be able to edit all of their advertisers.' },
    archive: {
      description:
        'Deleted targeting groups are archived: they leave lists, unless you filter by `archived`, and others can use their name. To restore one, send `{"archived": false}`. Targeting groups that offers use can’t be deleted.',
    },
  },
})

export type TargetingGroupAnswer = z.infer<typeof targetingGroupsResource.item>
