import { z } from 'zod'
import { defineContract } from '@/lib/api/contract'
import { product } from '@/lib/api/dialect'

const event = z.object({ id: z.uuid(), incremental_id: z.number().int(), name: z.string() })

export const listOfferChoices = defineContract({
  id: 'listOfferChoices',
  method: 'GET',
  path: '/api/app/publishers/{publisherID}/offers',
  dialect: product,
  access: 'publisherUsers:read',
  tags: ['Pages'],
  summary: 'List offers that a publisher can get payouts, throttles, and links for',
  description:
    'All of the organization’s offers that aren’t archived, by name. People who take care of a publisher can choose offers whose details they can’t see.',
  params: z.object({ publisherID: z.string().describe('The publisher’s ID or incremental ID.') }),
  query: z.object({
    q: z
      .string()
      .max(200, 'must be at most 200 characters')
      .default('')
      .describe('Part of the name, or the full incremental ID.'),
    id: z.guid('must be an ID').optional().describe('Only the offer with this ID.'),
  }),
  response: z.object({
    data: z.array(
      z.object({
        id: z.uuid(),
        incremental_id: z.number().int(),
        name: z.string(),
        currency: z.string(),
        events: z.array(event),
      }),
    ),
  }),
})

export type OfferChoice = z.infer<typeof listOfferChoices.response>['data'][number]
