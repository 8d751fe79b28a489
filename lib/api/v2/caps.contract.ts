import { z } from 'zod'
import type { CapRow } from '@/lib/catalog/caps'
import { capFields } from '@/lib/catalog/rules/cap'
import type { Prisma } from '@/lib/database/generated/client'
import { CapAction, CapMetric, CapPeriod } from '@/lib/database/generated/enums'
import { defineResource } from '@/lib/api/resource/define'
import type { FieldsOf } from '@/lib/api/resource/fields'
import { named, namedRecord, publisherOrNone, recordFields } from './record-fields'

type Order = Prisma.CapOrderByWithRelationInput

const fields = {
  ...recordFields,
  active: { type: z.boolean(), column: 'active', write: capFields.active },
  offer: { type: namedRecord, value: ({ offer }: CapRow) => named(offer) },
  publisher_incremental_id: {
    ...publisherOrNone,
    on: 'create',
    help: 'The publisher whose clicks count: its incremental ID or its ID. Without it, those of all publishers count.',
  },
  publisher: { type: namedRecord.nullable(), value: ({ publisher }: CapRow) => publisher && named(publisher) },
  sub_id: {
    type: z.string().nullable(),
    column: 'subId',
    write: capFields.subId,
    on: 'create',
    help: 'The publisher’s sub ID whose clicks count. Only with a publisher.',
  },
  metric: {
    type: z.enum(CapMetric),
    column: 'metric',
    write: capFields.metric,
    required: true,
    on: 'create',
    help: 'What’s counted.',
  },
  period: {
    type: z.enum(CapPeriod),
    column: 'period',
    write: capFields.period,
    required: true,
    on: 'create',
    help: 'When the count starts over. Weeks start on Monday. Total never does.',
  },
  limit: {
    type: z.number(),
    column: 'limit',
    write: capFields.limit,
    required: true,
    help: 'The most that’s accepted in a period: a number of clicks or conversions, or an amount in the offer’s currency.',
  },
  timezone: {
    type: z.string().nullable(),
    column: 'timezone',
    write: capFields.timezone,
    on: 'create',
    help: 'The IANA time zone in which periods start, or null for the organization’s.',
  },
  action: {
    type: z.enum(CapAction),
    column: 'action',
    write: capFields.action,
    help: 'What happens past the limit: the offer’s fallback, a plain page, or clicks that go through unpaid. Default: Fallback.',
  },
  used: {
    type: z.number(),
    value: ({ pace }: CapRow) => pace.used,
    help: 'What the current period has used, up to a second ago. It counts from when the cap was created. So far, only clicks are counted.',
  },
  remaining: {
    type: z.number(),
    value: ({ pace }: CapRow) => pace.remaining,
    help: 'What the current period has left.',
  },
  resets_at: {
    type: z.iso.datetime().nullable(),
    value: ({ pace }: CapRow) => pace.resetsAt?.toISOString() ?? null,
    help: 'When the next period starts. Null for Total.',
  },
  pace: {
    type: z.number().nullable(),
    value: ({ pace }: CapRow) => pace.pace,
    help: 'The used share of the limit divided by the elapsed share of the period. At 1, the limit is reached just as the period ends; above 1, earlier. Null for Total.',
  },
} as const satisfies FieldsOf<Order, CapRow>

/** Designed in the style of the Integr8 document, which mentions caps without printing them. */
export const capsResource = defineResource<Prisma.CapWhereInput, Order>()({
  one: 'OfferCap',
  many: 'OfferCaps',
  means: { one: 'an offer cap', many: 'offer caps' },
  tag: 'Offer caps',
  path: '/api/v2/integrations/{integrationID}/offers/{offerID}/caps',
  params: z.object({
    integrationID: z.string().describe('The integration’s ID.'),
    offerID: z.string().describe('The offer’s ID or incremental ID.'),
  }),
  itemParam: 'capID',
  access: { read: 'catalog:read', manage: 'catalog:manage' },
  fields,
  versioned: true,
  verbs: {
    list: { description: 'Publisher users can’t view caps here.' },
    create: {},
    bulkStatus: { description: 'Changes all of them or none.' },
    bulkArchive: { description: 'Deletes all of them or none.' },
    read: {},
    update: {
      description:
        'What a cap counts, and when the count starts over, can’t be changed. To count something else, create another cap.',
    },
    archive: {
      description:
        'Deleted caps are archived: they no longer apply, and they leave lists, unless you filter by `archived`. To restore one, send `{"archived": false}`.',
    },
  },
})

export type CapAnswer = z.infer<typeof capsResource.item>
