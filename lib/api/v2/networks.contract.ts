import { z } from 'zod'
import { networkFields } from '@/lib/catalog/rules/network'
import type { Network, Prisma } from '@/lib/database/generated/client'
import { defineResource } from '@/lib/api/resource/define'
import type { FieldsOf } from '@/lib/api/resource/fields'
import { afterDelete, numbered, recordFields } from './record-fields'

type Order = Prisma.NetworkOrderByWithRelationInput

const fields = {
  ...recordFields,
  ...numbered,
  name: { type: z.string(), column: 'name', write: networkFields.name, required: true },
  external_id: {
    type: z.string().nullable(),
    column: 'externalId',
    write: networkFields.externalId,
    help: 'Its ID in another system.',
  },
  website: { type: z.string().nullable(), column: 'website', write: networkFields.website },
  description: { type: z.string(), column: 'description', write: networkFields.description },
} as const satisfies FieldsOf<Order, Network>

/** Designed in the style of the Integr8 document, which doesn't have networks. */
export const networksResource = defineResource<Prisma.NetworkWhereInput, Order>()({
  one: 'Network',
  many: 'Networks',
  means: { one: 'a network', many: 'networks' },
  tag: 'Networks',
  path: '/api/v2/networks',
  params: z.object({}),
  itemParam: 'networkID',
  access: { read: 'advertisers:read', manage: 'advertisers:manage' },
  fields,
  versioned: true,
  search: ['name'],
  verbs: {
    list: {},
    create: {},
    read: {},
    update: {},
    archive: { description: `${afterDelete} Networks with advertisers can’t be deleted.` },
    bulkStatus: { description: 'Restores all of them or none.' },
    bulkArchive: { description: 'Deletes all of them or none.' },
  },
})

export type NetworkAnswer = z.infer<typeof networksResource.item>
