import { z } from 'zod'
import { defineContract } from '@/lib/api/contract'
import { product } from '@/lib/api/dialect'
import { answeredRange, count, questionParameters } from './question-parameters'

const MOST = 100

export const subIdClicks = defineContract({
  id: 'subIdClicks',
  method: 'GET',
  path: '/api/app/sub-id-clicks',
  dialect: product,
  access: 'clicks:read',
  tags: ['Pages'],
  summary: 'Get the clicks of some sub IDs',
  query: questionParameters.extend({
    sub_ids: z
      .string('must be sub IDs separated by commas, such as mail-1,mail-2')
      .transform((text) => [...new Set(text.split(','))])
      .refine((ids) => ids.length <= MOST, `must list at most ${MOST} sub IDs`)
      .describe(`Separated by commas. At most ${MOST}.`),
  }),
  response: z.object({ range: answeredRange, rows: z.array(z.object({ sub_id: z.string(), clicks: count })) }),
})
