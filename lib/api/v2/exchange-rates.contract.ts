import { z } from 'zod'
import { exchangeRateFields } from '@/lib/catalog/rules/exchange-rate'
import type { ExchangeRate, Prisma } from '@/lib/database/generated/client'
import { day } from '@/lib/fields'
import { defineResource } from '@/lib/api/resource/define'
import type { FieldsOf } from '@/lib/api/resource/fields'
import { defineImport } from '@/lib/api/resource/import.contract'
import { recordFields } from './record-fields'

type Order = Prisma.ExchangeRateOrderByWithRelationInput

const fields = {
  ...recordFields,
  from: {
    type: z.string(),
    column: 'from',
    write: exchangeRateFields.from,
    required: true,
    help: 'The currency that amounts are in: an ISO 4217 code, such as USD.',
  },
  to: {
    type: z.string(),
    column: 'to',
    write: exchangeRateFields.to,
    required: true,
    help: 'The currency that they’re converted to, which is the offer’s.',
  },
  rate: {
    type: z.number(),
    column: 'rate',
    write: exchangeRateFields.rate,
    required: true,
    help: 'How much of the second currency one unit of the first is worth. Stored exactly, with up to 10 decimal places.',
  },
  valid_from: {
    type: z.iso.date(),
    column: 'validFrom',
    write: day,
    required: true,
    help: 'The first day it’s valid, in the organization’s time zone. It stays valid until the next rate’s day.',
  },
  source: {
    type: z.string(),
    column: 'source',
    write: exchangeRateFields.source,
    help: 'Where it’s from, such as ECB.',
  },
} as const satisfies FieldsOf<Order, ExchangeRate>

/** Designed in the style of the Integr8 document, which has no exchange rates. */
export const exchangeRatesResource = defineResource<Prisma.ExchangeRateWhereInput, Order>()({
  one: 'ExchangeRate',
  many: 'ExchangeRates',
  means: { one: 'an exchange rate', many: 'exchange rates' },
  tag: 'Exchange rates',
  path: '/api/v2/exchange-rates',
  params: z.object({}),
  itemParam: 'exchangeRateID',
  access: { read: 'organization:manage', manage: 'organization:manage' },
  fields,
  versioned: true,
  isImported: true,
  search: ['from', 'to'],
  verbs: {
    list: {},
    create: {
      description:
        'Converts the amounts of conversions from its first day on. Recorded conversions keep the rate they have, and those that waited for this one are priced now.',
    },
    read: {},
    update: { description: 'Conversions that are recorded already keep the rate they have.' },
    archive: {
      description:
        'Deleted exchange rates are archived: they no longer apply, and they leave lists, unless you filter by `archived`. To restore one, send `{"archived": false}`.',
    },
    bulkStatus: { description: 'Restores all of them or none.' },
    bulkArchive: { description: 'Deletes all of them or none.' },
  },
})

export const exchangeRatesImport = defineImport(exchangeRatesResource)

export type ExchangeRateAnswer = z.infer<typeof exchangeRatesResource.item>
