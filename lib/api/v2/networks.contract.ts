import { z } from 'zod'
import { networkFields } from '@/lib/catalog/rules'
import { Visibility } from '@/lib/database/generated/enums'
import type { Prisma } from '@/lib/database/generated/client'
import { defineResource } from '@/lib/api/resource/define'
import type { FieldsOf } from '@/lib/api/resource/fields'

const fields = {
  id: { type: z.uuid(), column: 'id' },
  incremental_id: { type: z.int(), column: 'incrementalId' },
  name: { type: z.string(), column: 'name', write: networkFields.name, required: true },
  account_number: { type: z.int().nullable(), column: 'accountNumber', write: networkFields.accountNumber },
  active: { type: z.boolean(), column: 'active', write: networkFields.active },
  archived: { type: z.boolean(), column: 'archived', write: networkFields.active, on: 'update' },
  visibility: { type: z.enum(Visibility), column: 'visibility', write: networkFields.visibility },
  website: { type: z.string().nullable(), column: 'website', write: networkFields.website },
  notes: { type: z.string(), column: 'notes', write: networkFields.notes },
  tags: { type: z.array(z.string()), column: 'tags', write: networkFields.tags },
  joined_on: { type: z.iso.date().nullable(), column: 'joinedOn', write: networkFields.joinedOn },
  manager_id: {
    type: z.uuid().nullable(),
    column: 'managerId',
    write: z.guid('must be an ID').nullable(),
    reference: 'user',
  },
  terms: {
    help: 'What the network keeps, and pays at least.',
    fields: {
      commission: { type: z.number(), column: 'commission', write: networkFields.commission },
      minimum_payout: { type: z.number(), column: 'minimumPayout', write: networkFields.minimumPayout },
    },
  },
  created_at: { type: z.iso.datetime(), column: 'createdAt' },
} as const satisfies FieldsOf<Prisma.NetworkOrderByWithRelationInput>

export const networksResource = defineResource<Prisma.NetworkWhereInput, Prisma.NetworkOrderByWithRelationInput>()({
  one: 'Network',
  many: 'Networks',
  means: { one: 'a network', many: 'networks' },
  tag: 'Networks',
  path: '/api/v2/networks',
  params: z.object({}),
  itemParam: 'networkID',
  access: { read: 'organization:manage', manage: 'organization:manage' },
  fields,
  search: ['name'],
  verbs: { list: {}, create: {}, bulkCreate: {}, bulkStatus: {}, bulkArchive: {}, read: {}, update: {}, archive: {} },
})
