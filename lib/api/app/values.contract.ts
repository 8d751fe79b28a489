import { z } from 'zod'
import { dimensionNames } from '@/lib/reports/dimensions'
import { defineContract } from '@/lib/api/contract'
import { product } from '@/lib/api/dialect'
import { count, questionParameters } from './question-parameters'

export const filterValues = defineContract({
  id: 'filterValues',
  method: 'GET',
  path: '/api/app/values',
  dialect: product,
  access: 'clicks:read',
  tags: ['Pages'],
  summary: 'List a filter’s values, most clicks first',
  query: questionParameters.extend({
    dimension: z.enum(dimensionNames, `must be one of ${dimensionNames.join(', ')}`),
    only: z
      .string()
      .max(10_000, 'must be at most 10,000 characters')
      .optional()
      .describe('These values, separated by commas, and no others.'),
    q: z.string().max(200, 'must be at most 200 characters').default(''),
  }),
  response: z.object({ values: z.array(z.object({ value: z.string(), label: z.string(), clicks: count })) }),
})
