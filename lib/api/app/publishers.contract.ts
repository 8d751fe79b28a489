import { z } from 'zod'
import { entity } from '@/lib/reports/entity'
import { defineContract } from '@/lib/api/contract'
import { product } from '@/lib/api/dialect'

export const listPublisherChoices = defineContract({
  id: 'listPublisherChoices',
  method: 'GET',
  path: '/api/app/publishers',
  dialect: product,
  access: 'publishers:read',
  tags: ['Pages'],
  summary: 'List publishers the caller can switch to',
  query: z.object({ q: z.string().max(200, 'must be at most 200 characters').default('') }),
  response: z.object({ publishers: z.array(entity.extend({ active: z.boolean() })) }),
})
