import { z } from 'zod'
import { defineContract } from '@/lib/api/contract'
import { product } from '@/lib/api/dialect'
import { postbackEntry } from './schema'

export const readLoggedPostback = defineContract({
  id: 'readLoggedPostback',
  method: 'GET',
  path: '/api/app/postback-log/{id}',
  dialect: product,
  access: 'reports:read',
  tags: ['Pages'],
  summary: 'Get an entry of the postback log with all attempts of the same call',
  params: z.object({ id: z.uuid('must be the ID of an entry') }),
  response: postbackEntry,
})
