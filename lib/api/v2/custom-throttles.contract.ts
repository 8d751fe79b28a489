import { z } from 'zod'
import type { CustomThrottleRow } from '@/lib/catalog/custom-throttles'
import { throttleFields } from '@/lib/catalog/rules/throttle'
import type { Prisma } from '@/lib/database/generated/client'
import { ThrottleStatus } from '@/lib/database/generated/enums'
import { defineContract } from '@/lib/api/contract'
import { defineResource } from '@/lib/api/resource/define'
import { reference, type FieldsOf } from '@/lib/api/resource/fields'
import { named, namedRecord, recordFields } from './record-fields'

type Order = Prisma.CustomThrottleOrderByWithRelationInput

/** The most that one request can create. */
const MOST = 1000

export const customThrottleFields = {
  ...recordFields,
  active: {
    type: z.boolean(),
    column: 'active',
    write: throttleFields.active,
    help: 'Whether conversions and events of the offer are throttled. Default: false.',
  },
  publisher_incremental_id: {
    type: z.int(),
    column: 'publisher.incrementalId',
    write: reference,
    reference: 'publisher',
    as: 'publisherId',
    required: true,
    on: 'create',
    help: 'The publisher in the path: its incremental ID or its ID.',
  },
  publisher: { type: namedRecord, value: ({ publisher }: CustomThrottleRow) => named(publisher) },
  offer_incremental_id: {
    type: z.int(),
    column: 'offer.incrementalId',
    write: reference,
    reference: 'offer',
    as: 'offerId',
    required: true,
    help: 'The offer that it’s for: its incremental ID or its ID.',
  },
  offer: { type: namedRecord, value: ({ offer }: CustomThrottleRow) => named(offer) },
  throttle_percentage: {
    type: z.int(),
    column: 'throttlePercentage',
    write: throttleFields.throttlePercentage,
    required: true,
    help: 'The chance that a conversion or event is throttled, in percent.',
  },
  throttle_status: {
    type: z.enum(ThrottleStatus),
    column: 'throttleStatus',
    write: throttleFields.throttleStatus,
    help: 'The status of what’s throttled. Default: Pending.',
  },
  additional_filters: {
    type: z.record(z.string(), z.object({ include: z.array(z.string()), exclude: z.array(z.string()) })),
    value: ({ additionalFilters }: CustomThrottleRow) => additionalFilters,
    write: throttleFields.additionalFilters,
    help: 'Which sub IDs it’s for: for each of sub_id to sub_id_6, the values to include and to exclude. Without a filter, all of them.',
  },
} as const satisfies FieldsOf<Order, CustomThrottleRow>

/** Contract: PublisherCustomThrottle in the Integr8 document. */
export const customThrottlesResource = defineResource<Prisma.CustomThrottleWhereInput, Order>()({
  one: 'CustomThrottle',
  many: 'CustomThrottles',
  means: { one: 'a custom throttle', many: 'custom throttles' },
  tag: 'Custom throttles',
  path: '/api/v2/publishers/{publisherID}/custom-throttles',
  params: z.object({ publisherID: z.string().describe('The publisher’s ID or incremental ID.') }),
  itemParam: 'customThrottleID',
  access: { read: 'publishers:read', manage: 'publishers:manage' },
  fields: customThrottleFields,
  versioned: true,
  verbs: {
    list: { description: 'Publisher users can’t view custom throttles.' },
    bulkStatus: { description: 'Changes all of them or none.' },
    bulkArchive: { description: 'Deletes all of them or none.' },
    read: {},
    update: {},
    archive: {
      description:
        'Deleted custom throttles are archived: they no longer apply, and they leave lists, unless you filter by `archived`. To restore one, send `{"archived": false}`.',
    },
  },
})

/** The custom throttles of all publishers, for those who look at an offer rather than a publisher. */
export const allCustomThrottlesResource = defineResource<Prisma.CustomThrottleWhereInput, Order>()({
  one: 'OrganizationCustomThrottle',
  many: 'OrganizationCustomThrottles',
  means: { one: 'a custom throttle of any publisher', many: 'custom throttles of all publishers' },
  tag: 'Custom throttles',
  path: '/api/v2/custom-throttles',
  params: z.object({}),
  itemParam: 'customThrottleID',
  access: { read: 'publishers:read', manage: 'publishers:manage' },
  fields: customThrottleFields,
  versioned: true,
  verbs: {
    list: {
      description:
        'Publisher users can’t view custom throttles. For those of one offer, filter by `offer_incremental_id`. To create some, use the path with their publisher.',
    },
    bulkStatus: { description: 'Changes all of them or none.' },
    bulkArchive: { description: 'Deletes all of them or none.' },
    read: {},
    update: {},
  },
})

const { create } = customThrottlesResource.all

/** Creates one custom throttle or several. */
export const createCustomThrottle = defineContract({
  ...create,
  tool: undefined,
  summary: 'Create one or several custom throttles',
  description:
    'The body is a custom throttle, or an array of them, of which all or none are created. For an array, the response has `created_item_ids`, in the same order.',
  body: z.union([
    create.body,
    z.array(create.body).min(1, 'must have at least one item').max(MOST, `must have at most ${MOST} items`),
  ]),
  response: z.union([create.response, z.strictObject({ created_item_ids: z.array(z.string()) })]),
})

export type CustomThrottleAnswer = z.infer<typeof customThrottlesResource.item>
