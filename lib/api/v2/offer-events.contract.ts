import { z } from 'zod'
import type { OfferEventRow } from '@/lib/catalog/offer-events'
import { fraudFilterGroupIds } from '@/lib/catalog/rules/offer'
import { offerEventFields } from '@/lib/catalog/rules/offer-event'
import type { Prisma } from '@/lib/database/generated/client'
import { defineResource } from '@/lib/api/resource/define'
import type { FieldsOf } from '@/lib/api/resource/fields'
import { plain, plainRecord, price } from './offers.contract'
import { named, namedRecord, recordFields } from './record-fields'

type Order = Prisma.OfferEventOrderByWithRelationInput

const fields = {
  ...recordFields,
  incremental_id: { type: z.int(), column: 'incrementalId' },
  offer_id: { type: z.int(), column: 'offer.incrementalId', help: 'The offer’s incremental ID.' },
  offer: { type: namedRecord, value: ({ offer }: OfferEventRow) => named(offer) },
  name: { type: z.string(), column: 'name', write: offerEventFields.name, required: true },
  description: { type: z.string(), column: 'description', write: offerEventFields.description },
  active: { type: z.boolean(), column: 'active', write: offerEventFields.active },
  allow_multiple_events: {
    type: z.boolean(),
    column: 'allowMultipleEvents',
    write: offerEventFields.allowMultipleEvents,
    help: 'Whether one click can have it more than once.',
  },
  manually_approve_events: {
    type: z.boolean(),
    column: 'manuallyApproveEvents',
    write: offerEventFields.manuallyApproveEvents,
  },
  ...price,
  fraud_filter_group_ids: {
    type: z.array(z.uuid()),
    each: 'fraudFilterGroups.fraudFilterGroupId',
    value: ({ fraudFilterGroups }: OfferEventRow) => fraudFilterGroups.map((group) => group.fraudFilterGroupId),
    write: fraudFilterGroupIds,
    help: 'The fraud filters that check its conversions.',
  },
  fraud_filter_groups: {
    type: z.array(plainRecord),
    value: ({ fraudFilterGroups }: OfferEventRow) =>
      fraudFilterGroups.map(({ fraudFilterGroup }) => plain(fraudFilterGroup)),
  },
} as const satisfies FieldsOf<Order, OfferEventRow>

/** The path to an offer. */
export const offerParams = z.object({
  integrationID: z.string().describe('The integration’s ID.'),
  offerID: z.string().describe('The offer’s ID or incremental ID.'),
})

/** Contract: OfferEvents in the Integr8 document. */
export const offerEventsResource = defineResource<Prisma.OfferEventWhereInput, Order>()({
  one: 'OfferEvent',
  many: 'OfferEvents',
  means: { one: 'an offer event', many: 'offer events' },
  tag: 'OfferEvents',
  path: '/api/v2/integrations/{integrationID}/offers/{offerID}/events',
  params: offerParams,
  itemParam: 'offerEventID',
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
        'Deleted events are archived: they leave lists, unless you filter by `archived`. To restore one, send `{"archived": false}`.',
    },
  },
})
