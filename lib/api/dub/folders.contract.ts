import { z } from 'zod'
import { folderAccess, folderFields } from '@/lib/catalog/rules/folder'
import { defineContract } from '@/lib/api/contract'
import { dub } from '@/lib/api/dialect'
import { wholeNumber } from '@/lib/api/whole-number'
import { MOST, orEmpty, searched } from './fields'

/** Contract: dub-response-shapes.md, and what the published SDK sends and validates. */
const folder = z
  .object({
    id: z.string(),
    name: z.string(),
    description: z.string().nullable(),
    type: z.literal('default'),
    accessLevel: z.enum(folderAccess).nullable(),
    createdAt: z.iso.datetime(),
    updatedAt: z.iso.datetime(),
  })
  .meta({ id: 'DubFolder' })
export type FolderAnswer = z.input<typeof folder>

const about = { dialect: dub, tags: ['Folders'] }
const params = z.object({
  id: z.string().max(300, 'must be at most 300 characters').describe('The folder’s ID.'),
})
const body = {
  description: orEmpty(folderFields.description).optional(),
  accessLevel: z
    .enum(folderAccess, `must be one of ${folderAccess.join(', ')}, or null`)
    .nullable()
    .optional()
    .describe(
      'What publisher users can do: put their own links into it (`write`), see it (`read`), or neither (`null`).',
    ),
}

export const listFolders = defineContract({
  ...about,
  id: 'listFolders',
  method: 'GET',
  path: '/api/folders',
  access: 'links:read',
  summary: 'List folders',
  description: 'Folders of short links. Publisher users see those that are open to publishers.',
  query: z.strictObject({
    search: searched.optional().describe('Part of the name.'),
    page: wholeNumber(1, 1000).default(1).describe('Page number, starting at 1.'),
    pageSize: wholeNumber(1, MOST).default(50).describe('Folders per page, 1 to 100.'),
  }),
  response: z.array(folder),
})

export const createFolder = defineContract({
  ...about,
  id: 'createFolder',
  method: 'POST',
  path: '/api/folders',
  access: 'links:manage',
  summary: 'Create a folder',
  description: 'Only for admins and account managers.',
  body: z.strictObject({ name: folderFields.name, ...body }),
  status: 201,
  response: folder,
})

export const updateFolder = defineContract({
  ...about,
  id: 'updateFolder',
  method: 'PATCH',
  path: '/api/folders/{id}',
  access: 'links:manage',
  summary: 'Update a folder',
  description: 'Only for admins and account managers.',
  params,
  body: z.strictObject({ name: folderFields.name.optional(), ...body }),
  response: folder,
})

export const deleteFolder = defineContract({
  ...about,
  id: 'deleteFolder',
  method: 'DELETE',
  path: '/api/folders/{id}',
  access: 'links:manage',
  summary: 'Delete a folder',
  description: 'Its links stay, outside of it. Only for admins and account managers.',
  params,
  response: z.object({ id: z.string() }),
})
