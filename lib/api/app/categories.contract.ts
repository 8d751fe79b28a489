import { z } from 'zod'
import { defineContract } from '@/lib/api/contract'
import { product } from '@/lib/api/dialect'

export const listCategories = defineContract({
  id: 'listCategories',
  method: 'GET',
  path: '/api/app/categories',
  dialect: product,
  access: 'catalog:read',
  tags: ['Pages'],
  summary: 'List the categories of offers that the caller can see',
  query: z.object({ q: z.string().max(200, 'must be at most 200 characters').default('') }),
  response: z.object({ data: z.array(z.object({ name: z.string() })) }),
})
