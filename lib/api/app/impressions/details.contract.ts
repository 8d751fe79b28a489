import { z } from 'zod'
import { fullVisit } from '@/lib/reports/click-schema'
import { defineContract } from '@/lib/api/contract'
import { product } from '@/lib/api/dialect'

export const readImpression = defineContract({
  id: 'readImpression',
  method: 'GET',
  path: '/api/app/impressions/{id}',
  dialect: product,
  access: 'clicks:read',
  tags: ['Pages'],
  summary: 'Get everything recorded about an impression',
  params: z.object({ id: z.uuid('must be an impression’s ID') }),
  response: fullVisit,
})
