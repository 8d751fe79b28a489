import { z } from 'zod'
import { defineContract } from '@/lib/api/contract'
import { product } from '@/lib/api/dialect'
import { createLink, updateLink } from '@/lib/api/dub/links.contract'

// What the forms of links send. Dub's errors are one sentence, and Dub has no versions; these name the fields, and take If-Match.

const about = { dialect: product, access: 'links:manage', tags: ['Pages'] } as const

export const createFormLink = defineContract({
  ...about,
  id: 'createFormLink',
  method: 'POST',
  path: '/api/app/links',
  summary: 'Create a short link',
  body: createLink.body,
  response: z.object({ id: z.uuid() }),
})

export const updateFormLink = defineContract({
  ...about,
  id: 'updateFormLink',
  versioned: true,
  method: 'PATCH',
  path: '/api/app/links/{id}',
  summary: 'Update a short link',
  params: z.object({ id: z.uuid('must be a link’s ID') }),
  body: updateLink.body,
  response: z.object({ id: z.uuid() }),
})
