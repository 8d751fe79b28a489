import { z } from 'zod'
import { defineContract } from '@/lib/api/contract'
import { product } from '@/lib/api/dialect'

export const listRegions = defineContract({
  id: 'listRegions',
  method: 'GET',
  path: '/api/app/regions',
  dialect: product,
  access: 'catalog:read',
  tags: ['Pages'],
  summary: 'List regions that offers can be targeted at',
  query: z.object({
    q: z.string().max(200, 'must be at most 200 characters').default(''),
    codes: z
      .string()
      .max(10_000, 'must be at most 10,000 characters')
      .optional()
      .describe('Only these, separated by commas: ISO 3166-2 codes such as US-CA.'),
  }),
  response: z.object({ data: z.array(z.object({ code: z.string(), name: z.string() })) }),
})
