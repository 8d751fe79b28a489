import { z } from 'zod'
import { createOffers } from '@/lib/catalog/create'
import { amount, flag, hostName, lines, name, oneOf } from '@/lib/fields'
import { change } from '@/lib/identity/change'
import type { Caller } from '@/lib/identity/caller'
import { Refused } from '@/lib/identity/refused'
import { among } from '@/lib/identity/scope'
import { database } from '@/lib/database/client'
import { PayoutType, RevenueType, Visibility } from '@/lib/database/generated/enums'
import type { Prisma } from '@/lib/database/generated/client'
import { defineResource } from '@/lib/api/resource/define'
import { reference, type FieldsOf } from '@/lib/api/resource/fields'
import { handleResource, type Asked } from '@/lib/api/resource/handle'
import type { ListQuery } from '@/lib/api/resource/listing'

// A resource with every kind of field and every verb, for tests only. It isn't served.

type Where = Prisma.OfferWhereInput
type Order = Prisma.OfferOrderByWithRelationInput
const withAdvertiser = { advertiser: true } as const satisfies Prisma.OfferInclude
type Row = Prisma.OfferGetPayload<{ include: typeof withAdvertiser }>

const fields = {
  id: { type: z.uuid(), column: 'id' },
  incremental_id: { type: z.int(), column: 'incrementalId' },
  name: { type: z.string(), column: 'name', write: name, required: true },
  description: { type: z.string(), column: 'description', write: lines(100), help: 'What publishers read.' },
  active: { type: z.boolean(), column: 'active', write: flag },
  archived: { type: z.boolean(), column: 'archived', write: flag, on: 'update' },
  visibility: { type: z.enum(Visibility), column: 'visibility', write: oneOf(Visibility) },
  fallback_url: { type: z.string().nullable(), column: 'fallbackUrl', write: z.string().max(100).nullable() },
  currency: {
    type: z.string(),
    column: 'currency',
    write: z.enum(['USD', 'EUR'], 'must be USD or EUR'),
    permission: 'organization:manage',
  },
  integration_id: {
    type: z.uuid(),
    column: 'integrationId',
    write: z.guid('must be an ID'),
    reference: 'integration',
    required: true,
    on: 'create',
  },
  advertiser_id: {
    type: z.int(),
    column: 'advertiser.incrementalId',
    write: reference,
    reference: 'advertiser',
    required: true,
  },
  advertiser: {
    type: z.strictObject({ id: z.uuid(), incremental_id: z.int(), name: z.string() }),
    value: ({ advertiser }: Row) => ({
      id: advertiser.id,
      incremental_id: advertiser.incrementalId,
      name: advertiser.name,
    }),
  },
  default_payout: {
    help: 'What an approved conversion pays.',
    fields: {
      payout_type: { type: z.enum(PayoutType), column: 'payoutType', write: oneOf(PayoutType) },
      payout: { type: z.number(), column: 'payout', write: amount },
      revenue_type: { type: z.enum(RevenueType), column: 'revenueType', write: oneOf(RevenueType) },
      revenue: { type: z.number(), column: 'revenue', write: amount },
    },
  },
  deep_link_enabled: { type: z.boolean(), column: 'deepLinkEnabled', write: flag },
  deep_link_hosts: { type: z.array(z.string()), column: 'deepLinkHosts', write: z.array(hostName).max(5) },
  created_at: { type: z.iso.datetime(), column: 'createdAt' },
} as const satisfies FieldsOf<Order, Row>

export const offersResource = defineResource<Where, Order>()({
  one: 'TestOffer',
  many: 'TestOffers',
  means: { one: 'an offer', many: 'offers' },
  tag: 'Tests',
  path: '/api/v2/test-offers',
  params: z.object({}),
  itemParam: 'offerID',
  access: { read: 'users:read', manage: 'users:manage' },
  fields,
  search: ['name', 'advertiser.name'],
  rules: [
    {
      fields: ['deep_link_hosts', 'deep_link_enabled'],
      message: 'must list the hosts that deep links may lead to',
      holds: ({ deep_link_enabled: enabled, deep_link_hosts: hosts }) =>
        enabled !== true || (Array.isArray(hosts) && hosts.length > 0),
    },
  ],
  verbs: { list: {}, create: {}, bulkCreate: {}, bulkStatus: {}, bulkArchive: {}, read: {}, update: {}, archive: {} },
})

const storeOf = ({ organization }: Caller) => database().forOrganization(organization.id)

/** The audit log doesn't have offers yet. */
const entity = 'advertiser'

type Input = Parameters<typeof createOffers>[1][number]

const createAll = (caller: Caller, inputs: Input[]): Promise<string[]> =>
  change(database(), caller, async ({ database: store, record }) => {
    const made = await createOffers(store, inputs)
    await record(
      made.map(({ id, name: after }) => ({ action: 'create', entity, entityId: id, after: { name: after } })),
    )
    return made.map(({ id }) => id)
  })

/** Changes all of these offers or none. */
const changeAll = (caller: Caller, ids: string[], data: Prisma.OfferUncheckedUpdateManyInput): Promise<void> =>
  change(database(), caller, async ({ database: store, record }) => {
    const where = { id: { in: ids }, name: { not: 'locked' } }
    const { count } = await store.offer.updateMany({ where, data })
    if (count < ids.length) throw new Refused('conflict', 'One of the offers is locked.', 'data')
    await record(ids.map((id) => ({ action: 'update', entity, entityId: id, before: {}, after: { ...data } })))
  })

export const offers = handleResource(offersResource, {
  rows: {
    within: async ({ caller }: Asked<z.ZodObject>, where: Where): Promise<Where> => ({
      AND: [where, { advertiser: among(caller.reach.advertisers.see) }],
    }),
    find: (caller: Caller, query: ListQuery<Where, Order>): Promise<Row[]> =>
      storeOf(caller).offer.findMany({ ...query, include: withAdvertiser }),
    count: (caller: Caller, where: Where) => storeOf(caller).offer.count({ where }),
  },
  create: async ({ caller }, columns) => (await createAll(caller, [columns]))[0] ?? '',
  bulkCreate: ({ caller }, items) => createAll(caller, items),
  update: ({ caller }, id, columns) => changeAll(caller, [id], columns),
  archive: ({ caller }, id) => changeAll(caller, [id], { archived: true }),
  bulkStatus: ({ caller }, ids, columns) => changeAll(caller, ids, columns),
  bulkArchive: ({ caller }, ids) => changeAll(caller, ids, { archived: true }),
})
