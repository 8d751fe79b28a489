import { z } from 'zod'
import type { WithOffers } from '@/lib/catalog/offers-in-use'
import { integrationFields } from '@/lib/catalog/rules/integration'
import type { Integration, Prisma } from '@/lib/database/generated/client'
import { defineResource } from '@/lib/api/resource/define'
import type { FieldsOf } from '@/lib/api/resource/fields'
import { offersCount, recordFields } from './record-fields'

type Order = Prisma.IntegrationOrderByWithRelationInput

const fields = {
  ...recordFields,
  name: { type: z.string(), column: 'name', write: integrationFields.name, required: true },
  description: { type: z.string(), column: 'description', write: integrationFields.description },
  active: { type: z.boolean(), column: 'active', write: integrationFields.active },
  offers_count: offersCount,
} as const satisfies FieldsOf<Order, WithOffers<Integration>>

/** Designed in the style of the Integr8 document, whose offers belong to integrations. */
export const integrationsResource = defineResource<Prisma.IntegrationWhereInput, Order>()({
  one: 'Integration',
  many: 'Integrations',
  means: { one: 'an integration', many: 'integrations' },
  tag: 'Integrations',
  path: '/api/v2/integrations',
  params: z.object({}),
  itemParam: 'integrationID',
  access: { read: 'catalog:read', manage: 'catalog:manage' },
  fields,
  versioned: true,
  search: ['name'],
  verbs: {
    list: {},
    create: { description: 'Only admins can create and change integrations.' },
    bulkStatus: { description: 'Changes all of them or none.' },
    bulkArchive: { description: 'Deletes all of them or none.' },
    read: {},
    update: {},
    archive: {
      description:
        'Deleted integrations are archived: they leave lists, unless you filter by `archived`. To restore one, send `{"archived": false}`. Integrations with offers can’t be deleted.',
    },
  },
})

export type IntegrationAnswer = z.infer<typeof integrationsResource.item>
