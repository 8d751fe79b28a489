import { z } from 'zod'
import { lines, name } from '@/lib/fields'
import { origin } from './origin'

/** What publisher users can do with a folder: put their own links into it, see it, or neither. They never see other publishers' links. */
export const folderAccess = ['write', 'read'] as const

/** What people can set about a folder of links. */
export const folderFields = {
  name,
  description: lines(2000),
  accessLevel: z.enum(['', ...folderAccess], `must be one of ${folderAccess.join(', ')}, or empty`),
} as const

export const folderInput = z.strictObject({
  ...origin,
  name: folderFields.name,
  description: folderFields.description.default(''),
  accessLevel: folderFields.accessLevel.default(''),
})
