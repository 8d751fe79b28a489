import { z } from 'zod'
import type { AdvertiserRow } from '@/lib/catalog/advertisers'
import { advertiserFields } from '@/lib/catalog/rules/advertiser'
import { tagIds } from '@/lib/catalog/rules/shared'
import type { Prisma } from '@/lib/database/generated/client'
import { defineResource } from '@/lib/api/resource/define'
import { defineImport } from '@/lib/api/resource/import.contract'
import { reference, type FieldsOf } from '@/lib/api/resource/fields'
import {
  afterDelete,
  managerOf,
  managerRecord,
  named,
  namedRecord,
  numbered,
  recordFields,
  tagRecord,
  tagsOf,
} from './record-fields'

type Order = Prisma.AdvertiserOrderByWithRelationInput

const fields = {
  ...recordFields,
  ...numbered,
  name: { type: z.string(), column: 'name', write: advertiserFields.name, required: true },
  external_id: {
    type: z.string().nullable(),
    column: 'externalId',
    write: advertiserFields.externalId,
    help: 'Its ID in another system.',
  },
  active: { type: z.boolean(), column: 'active', write: advertiserFields.active },
  company_name: { type: z.string(), column: 'companyName', write: advertiserFields.companyName },
  first_name: { type: z.string(), column: 'firstName', write: advertiserFields.firstName },
  last_name: { type: z.string(), column: 'lastName', write: advertiserFields.lastName },
  email: { type: z.string(), column: 'email', write: advertiserFields.email },
  phone: { type: z.string(), column: 'phone', write: advertiserFields.phone },
  messenger: { type: z.string(), column: 'messenger', write: advertiserFields.messenger },
  address: { type: z.string(), column: 'address', write: advertiserFields.address },
  country: {
    type: z.string(),
    column: 'country',
    write: advertiserFields.country,
    help: 'ISO 3166-1 alpha-2 code, or empty.',
  },
  website: { type: z.string().nullable(), column: 'website', write: advertiserFields.website },
  description: { type: z.string(), column: 'description', write: advertiserFields.description },
  network_id: {
    type: z.int().nullable(),
    column: 'network.incrementalId',
    write: reference.nullable(),
    reference: 'network',
    help: 'The network it’s joined through: its incremental ID or its ID.',
  },
  network: { type: namedRecord.nullable(), value: ({ network }: AdvertiserRow) => network && named(network) },
  manager_id: {
    type: z.uuid().nullable(),
    column: 'manager.id',
    write: z.guid('must be the ID of an admin or account manager').nullable(),
    reference: 'user',
    help: 'The admin or account manager it’s assigned to.',
  },
  manager: { type: managerRecord.nullable(), value: ({ manager }: AdvertiserRow) => manager && managerOf(manager) },
  tag_ids: {
    type: z.array(z.uuid()),
    each: 'tags.tagId',
    value: ({ tags }: AdvertiserRow) => tags.map(({ tagId }) => tagId),
    write: tagIds,
  },
  tags: { type: z.array(tagRecord), value: ({ tags }: AdvertiserRow) => tagsOf(tags) },
} as const satisfies FieldsOf<Order, AdvertiserRow>

/** Contract: Advertisers in the Integr8 document. */
export const advertisersResource = defineResource<Prisma.AdvertiserWhereInput, Order>()({
  one: 'Advertiser',
  many: 'Advertisers',
  means: { one: 'an advertiser', many: 'advertisers' },
  tag: 'Advertisers',
  path: '/api/v2/advertisers',
  params: z.object({}),
  itemParam: 'advertiserID',
  access: { read: 'advertisers:read', manage: 'advertisers:manage' },
  fields,
  versioned: true,
  isImported: true,
  search: ['name', 'companyName', 'email'],
  verbs: {
    list: {},
    create: {},
    bulkStatus: { description: 'Changes all of them or none.' },
    bulkArchive: { description: 'Deletes all of them or none.' },
    read: {},
    update: {},
    archive: { description: `${afterDelete} Advertisers with active offers can’t be deleted.` },
  },
})

export const advertisersImport = defineImport(advertisersResource)

export type AdvertiserAnswer = z.infer<typeof advertisersResource.item>
