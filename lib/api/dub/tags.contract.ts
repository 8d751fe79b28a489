import { z } from 'zod'
import { tagFields } from '@/lib/catalog/rules/tag'
import { defineContract } from '@/lib/api/contract'
import { dub } from '@/lib/api/dialect'
import { wholeNumber } from '@/lib/api/whole-number'
import { idsIn, MOST, searched } from './fields'

/** Contract: dub-response-shapes.md, and what the published SDK sends and validates. */
export const tagColors = ['red', 'yellow', 'green', 'blue', 'purple', 'brown', 'gray', 'pink'] as const

export const tag = z.object({ id: z.string(), name: z.string(), color: z.enum(tagColors) }).meta({ id: 'DubTag' })
export type TagAnswer = z.input<typeof tag>

const about = { dialect: dub, tags: ['Link tags'] }
const params = z.object({
  id: z.string().max(300, 'must be at most 300 characters').describe('The tag’s ID.'),
})
const name = tagFields.name
const color = z.enum(tagColors, `must be one of ${tagColors.join(', ')}`)

export const listLinkTags = defineContract({
  ...about,
  id: 'listLinkTags',
  method: 'GET',
  path: '/api/tags',
  access: 'links:read',
  summary: 'List tags',
  description:
    'Tags of links are those of advertisers, publishers, and offers. Publisher users see those that their publisher’s links have. Colors that the list of colors doesn’t have are gray here.',
  query: z.strictObject({
    sortBy: z.enum(['name', 'createdAt']).default('name').describe('What to sort by.'),
    sortOrder: z.enum(['asc', 'desc']).default('asc'),
    search: searched.optional().describe('Part of the name.'),
    ids: idsIn('IDs of tags', 500).optional().describe('Only these tags.'),
    page: wholeNumber(1, 1000).default(1).describe('Page number, starting at 1.'),
    pageSize: wholeNumber(1, MOST).default(MOST).describe('Tags per page, 1 to 100.'),
  }),
  response: z.array(tag),
})

export const createLinkTag = defineContract({
  ...about,
  id: 'createLinkTag',
  method: 'POST',
  path: '/api/tags',
  access: 'links:manage',
  summary: 'Create a tag',
  description: 'Only for admins and account managers.',
  body: z.strictObject({
    name: name.optional(),
    tag: name.optional().describe('The same as `name`, as older clients call it.'),
    color: color.optional().describe('Any color if absent.'),
  }),
  status: 201,
  response: tag,
})

export const updateLinkTag = defineContract({
  ...about,
  id: 'updateLinkTag',
  method: 'PATCH',
  path: '/api/tags/{id}',
  access: 'links:manage',
  summary: 'Update a tag',
  description: 'Only for admins and account managers.',
  params,
  body: z.strictObject({
    name: name.optional(),
    tag: name.optional().describe('The same as `name`, as older clients call it.'),
    color: color.optional(),
  }),
  response: tag,
})

export const deleteLinkTag = defineContract({
  ...about,
  id: 'deleteLinkTag',
  method: 'DELETE',
  path: '/api/tags/{id}',
  access: 'links:manage',
  summary: 'Delete a tag',
  description: 'It leaves everything that has it. Only for admins and account managers.',
  params,
  response: z.object({ id: z.string() }),
})
