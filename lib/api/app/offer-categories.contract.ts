import { z } from 'zod'
import { defineContract } from '@/lib/api/contract'
import { product } from '@/lib/api/dialect'

export const listOfferCategories = defineContract({
  id: 'listOfferCategories',
  method: 'GET',
  path: '/api/app/offer-categories',
  dialect: product,
  access: 'catalog:read',
  tags: ['Pages'],
  summary: 'List the categories of the offers that you can run or apply to',
  description: 'For publisher users.',
  response: z.object({ categories: z.array(z.string()) }),
})
