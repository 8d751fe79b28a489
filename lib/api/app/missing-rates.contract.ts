import { z } from 'zod'
import { defineContract } from '@/lib/api/contract'
import { product } from '@/lib/api/dialect'

export const listMissingRates = defineContract({
  id: 'listMissingRates',
  method: 'GET',
  path: '/api/app/missing-exchange-rates',
  dialect: product,
  access: 'organization:manage',
  tags: ['Organization'],
  summary: 'List the exchange rates that conversions wait for',
  response: z.object({
    data: z.array(
      z.object({
        from: z.string(),
        to: z.string(),
        count: z.int().describe('How many conversions wait for it.'),
        since: z.iso.date().describe('The day of the first of them.'),
      }),
    ),
  }),
})
