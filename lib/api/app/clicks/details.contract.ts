import { z } from 'zod'
import { fullClick } from '@/lib/reports/click-schema'
import { eventOrigin } from '@/lib/reports/event-schema'
import { defineContract } from '@/lib/api/contract'
import { product } from '@/lib/api/dialect'

export const clickDetails = defineContract({
  id: 'clickDetails',
  method: 'GET',
  path: '/api/app/clicks/{id}',
  dialect: product,
  access: 'clicks:read',
  tags: ['Pages'],
  summary: 'Get everything recorded about a click',
  params: z.object({ id: z.uuid('must be a click ID') }),
  response: fullClick.extend(eventOrigin.shape),
})
/** Everything recorded about a click, with its link and customer. */
export type ClickAnswer = z.output<typeof clickDetails.response>
