import { z } from 'zod'
import type { CustomPayoutRow } from '@/lib/catalog/custom-payouts'
import { customPayoutFields } from '@/lib/catalog/rules/custom-payout'
import type { Prisma } from '@/lib/database/generated/client'
import { CustomPayoutType, CustomRevenueType, Platform } from '@/lib/database/generated/enums'
import { defineResource } from '@/lib/api/resource/define'
import { defineImport } from '@/lib/api/resource/import.contract'
import { reference, type FieldsOf } from '@/lib/api/resource/fields'
import { named, namedRecord, recordFields } from './record-fields'

type Order = Prisma.CustomPayoutOrderByWithRelationInput

const amount = z.number()
const meta = z.record(z.string(), z.unknown())

const fields = {
  ...recordFields,
  publisher_incremental_id: {
    type: z.int(),
    column: 'publisher.incrementalId',
    write: reference,
    reference: 'publisher',
    as: 'publisherId',
    required: true,
    on: 'create',
    help: 'The publisher that it’s for: its incremental ID or its ID.',
  },
  publisher: { type: namedRecord, value: ({ publisher }: CustomPayoutRow) => named(publisher) },
  offer_incremental_id: {
    type: z.int(),
    column: 'offer.incrementalId',
    write: reference,
    reference: 'offer',
    as: 'offerId',
    required: true,
    help: 'The offer that it’s for: its incremental ID or its ID.',
  },
  offer: { type: namedRecord, value: ({ offer }: CustomPayoutRow) => named(offer) },
  event_incremental_id: {
    type: z.int().nullable(),
    column: 'offerEvent.incrementalId',
    write: reference.nullable(),
    reference: 'offerEvent',
    as: 'offerEventId',
    help: 'The offer’s event that it’s for: its incremental ID or its ID. Without it, the custom payout is for the whole offer.',
  },
  event: {
    type: namedRecord.nullable(),
    value: ({ offerEvent }: CustomPayoutRow) => offerEvent && named(offerEvent),
  },
  currency: { type: z.string(), column: 'offer.currency', help: 'The offer’s currency.' },
  payout_type: {
    type: z.enum(CustomPayoutType),
    column: 'payoutType',
    write: customPayoutFields.payoutType,
    help: 'CPA, CPC, and CPM only use the amount; CPS and PRV only use the percentage; CPAxCPS uses both. Unknown has no effect.',
  },
  payout: { type: amount, column: 'payout', write: customPayoutFields.payout },
  payout_percent: { type: amount, column: 'payoutPercent', write: customPayoutFields.payoutPercent },
  revenue_type: {
    type: z.enum(CustomRevenueType),
    column: 'revenueType',
    write: customPayoutFields.revenueType,
    help: 'RPA, RPC, and RPM only use the amount; RPS only uses the percentage; RPAxRPS uses both. Unknown has no effect.',
  },
  revenue: { type: amount, column: 'revenue', write: customPayoutFields.revenue },
  revenue_percent: { type: amount, column: 'revenuePercent', write: customPayoutFields.revenuePercent },
  platform: {
    type: z.enum(Platform),
    column: 'platform',
    write: customPayoutFields.platform,
    help: 'Where it was migrated from.',
  },
  meta: {
    type: meta,
    value: ({ meta: stored }: CustomPayoutRow) => stored,
    write: meta.pipe(customPayoutFields.meta),
    help: 'Anything useful about the migration.',
  },
} as const satisfies FieldsOf<Order, CustomPayoutRow>

/** Contract: PublisherCustomPayout in the Integr8 document. */
export const customPayoutsResource = defineResource<Prisma.CustomPayoutWhereInput, Order>()({
  one: 'CustomPayout',
  many: 'CustomPayouts',
  means: { one: 'a custom payout', many: 'custom payouts' },
  tag: 'Custom payouts',
  path: '/api/v2/custom-payouts',
  params: z.object({}),
  itemParam: 'customPayoutID',
  access: { read: 'publishers:read', manage: 'publishers:manage' },
  fields,
  versioned: true,
  isImported: true,
  verbs: {
    list: { description: 'Publisher users can’t view custom payouts here.' },
    create: { description: 'A publisher has one custom payout for each offer and each of its events.' },
    bulkStatus: { description: 'Restores all of them or none.' },
    bulkArchive: { description: 'Deletes all of them or none.' },
    read: {},
    update: {},
    archive: {
      description:
        'Deleted custom payouts are archived: they no longer apply, and they leave lists, unless you filter by `archived`. To restore one, send `{"archived": false}`.',
    },
  },
})

export const customPayoutsImport = defineImport(customPayoutsResource)

export type CustomPayoutAnswer = z.infer<typeof customPayoutsResource.item>
