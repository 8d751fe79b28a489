import { z } from 'zod'
import { defineContract } from '@/lib/api/contract'
import { product } from '@/lib/api/dialect'
import { conversionDetails } from './schema'

export const readConversion = defineContract({
  id: 'readConversion',
  method: 'GET',
  path: '/api/app/conversions/{id}',
  dialect: product,
  access: 'clicks:read',
  tags: ['Pages'],
  summary: 'Get a conversion with its click, its price, and what decided about it',
  params: z.object({ id: z.uuid('must be a conversion’s ID') }),
  response: conversionDetails,
})
