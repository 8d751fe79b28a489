import { z } from 'zod'
import type { WithOffers } from '@/lib/catalog/offers-in-use'
import {
  filterActions,
  fraudFilterGroupFields,
  fraudFilterKinds,
  fraudFilters,
} from '@/lib/catalog/rules/fraud-filters'
import type { FraudFilterGroup, Prisma } from '@/lib/database/generated/client'
import { defineContract } from '@/lib/api/contract'
import { integr8 } from '@/lib/api/dialect'
import { defineResource } from '@/lib/api/resource/define'
import { reference, type FieldsOf } from '@/lib/api/resource/fields'
import { offersCount, recordFields } from './record-fields'

type Order = Prisma.FraudFilterGroupOrderByWithRelationInput

const kind = z.enum(fraudFilterKinds)
const action = z.enum(filterActions)

/** As stored, which needn't be what can be set today. */
const filters = z.array(
  z.strictObject({
    kind,
    action,
    active: z.boolean(),
    values: z.array(z.string()).optional(),
    clicks: z.int().optional(),
    minutes: z.int().optional(),
    seconds: z.int().optional(),
    hours: z.int().optional(),
    times: z.int().optional(),
    conversions: z.int().optional(),
  }),
)

export type FraudFilterGroupRow = WithOffers<FraudFilterGroup> & { warnings: string[] }

const fields = {
  ...recordFields,
  name: {
    type: z.string(),
    column: 'name',
    write: fraudFilterGroupFields.name,
    required: true,
    help: 'Unique among fraud filter groups, ignoring case.',
  },
  description: { type: z.string(), column: 'description', write: fraudFilterGroupFields.description },
  active: { type: z.boolean(), column: 'active', write: fraudFilterGroupFields.active },
  filters: {
    type: filters,
    value: (row: FraudFilterGroupRow) => filters.parse(row.filters),
    write: fraudFilterGroupFields.filters,
    help: 'What each filter catches is rejected or flagged: clicks or, for the last five kinds, conversions. An offer’s groups check its main conversion, an event’s groups that event. Replaced as a whole.',
  },
  warnings: {
    type: z.array(z.string()),
    value: ({ warnings }: FraudFilterGroupRow) => warnings,
    help: 'Why some of its filters catch nothing on this server.',
  },
  offers_count: offersCount,
} as const satisfies FieldsOf<Order, FraudFilterGroupRow>

/** Designed in the style of the Integr8 document, which mentions fraud filter groups but has no operations for them. */
export const fraudFilterGroupsResource = defineResource<Prisma.FraudFilterGroupWhereInput, Order>()({
  one: 'FraudFilterGroup',
  many: 'FraudFilterGroups',
  means: { one: 'a fraud filter group', many: 'fraud filter groups' },
  tag: 'Fraud filter groups',
  path: '/api/v2/fraud-filter-groups',
  params: z.object({}),
  itemParam: 'fraudFilterGroupID',
  access: { read: 'catalog:read', manage: 'catalog:manage' },
  fields,
  versioned: true,
  search: ['name'],
  verbs: {
    list: {},
    create: {},
    bulkStatus: { description: 'Changes all of them or none. Inactive groups catch nothing.' },
    bulkArchive: { description: 'Deletes all of them or none.' },
    read: {},
    update: { description: 'Changes every offer that uses it, so you must be able to edit all of their advertisers.' },
    archive: {
      description:
        'Deleted fraud filter groups are archived: they leave lists, unless you filter by `archived`, and others can use their name. To restore one, send `{"archived": false}`. Fraud filter groups that offers or their events use can’t be deleted.',
    },
  },
})

export type FraudFilterGroupAnswer = z.infer<typeof fraudFilterGroupsResource.item>

const days = z
  .int('must be a whole number from 1 to 90')
  .min(1, 'must be a whole number from 1 to 90')
  .max(90, 'must be a whole number from 1 to 90')
  .default(30)
  .describe('How many days to look back, including today: 1 to 90. Default: 30.')

const share = z.strictObject({
  clicks: z.int(),
  percent: z.number().describe('Percentage of all clicks, with 2 decimal places.'),
})

export const previewAnswer = z.strictObject({
  data: z.strictObject({
    start_date: z.iso.date(),
    end_date: z.iso.date(),
    clicks: z
      .int()
      .describe('Clicks that the filters would have checked: all that weren’t rejected for other reasons.'),
    rejected: share.describe('What active filters would have rejected.'),
    flagged: share.describe('What active filters would have flagged without rejecting it.'),
    filters: z.array(
      z.strictObject({
        kind,
        action,
        active: z.boolean(),
        clicks: z.int().nullable().describe('What it would have caught by itself. Null if recorded clicks can’t tell.'),
        percent: z.number().nullable(),
        note: z.string().nullable().describe('Why there’s no figure, or why it’s too low.'),
      }),
    ),
  }),
})

const previews = {
  dialect: integr8,
  tags: ['Fraud filter groups'],
  description:
    'Nothing is changed. Only counts the clicks that you can see. Filters that check conversions have no figures yet.',
  response: previewAnswer,
} as const

/** What filters that aren't saved yet would have caught. */
export const previewFraudFilters = defineContract({
  ...previews,
  id: 'previewFraudFilters',
  method: 'POST',
  path: '/api/v2/fraud-filter-groups/preview',
  access: 'catalog:manage',
  summary: 'Preview what fraud filters would have caught',
  body: z.strictObject({
    filters: fraudFilters.min(1, 'must have at least one filter'),
    offer_id: reference.optional().describe('Only clicks on this offer: its incremental ID or its ID.'),
    days,
  }),
  tool: { readOnly: true, idempotent: true },
})

/** What a stored group would have caught. */
export const previewFraudFilterGroup = defineContract({
  ...previews,
  id: 'previewFraudFilterGroup',
  method: 'POST',
  path: '/api/v2/fraud-filter-groups/{fraudFilterGroupID}/preview',
  access: 'catalog:manage',
  summary: 'Preview what a fraud filter group would have caught',
  params: z.object({ fraudFilterGroupID: z.string() }),
  body: z.strictObject({
    offer_id: reference.optional().describe('Only clicks on this offer: its incremental ID or its ID.'),
    days,
  }),
  tool: { readOnly: true, idempotent: true },
})
