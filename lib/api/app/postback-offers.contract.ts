import { z } from 'zod'
import { defineContract } from '@/lib/api/contract'
import { product } from '@/lib/api/dialect'

const named = z.object({ id: z.uuid(), incremental_id: z.number().int(), name: z.string() })

export const listPostbackOffers = defineContract({
  id: 'listPostbackOffers',
  method: 'GET',
  path: '/api/app/postback-offers',
  dialect: product,
  access: 'postbacks:read',
  tags: ['Pages'],
  summary: 'List offers that postbacks can be about, with their events',
  description: 'Those that aren’t archived, by name. To publisher users, those that are open to their publisher.',
  query: z.object({
    q: z
      .string()
      .max(200, 'must be at most 200 characters')
      .default('')
      .describe('Part of the name, or the full incremental ID.'),
    id: z.guid('must be an ID').optional().describe('Only the offer with this ID.'),
  }),
  response: z.object({ data: z.array(named.extend({ events: z.array(named) })) }),
})

export type PostbackOffer = z.infer<typeof listPostbackOffers.response>['data'][number]
