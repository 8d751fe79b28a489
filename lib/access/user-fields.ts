import { z } from 'zod'
import { userFields as recordFields } from '@/lib/catalog/rules/user'
import { flag } from '@/lib/fields'
import { newPassword } from './password-policy'

/** What people can set about a user, on pages, in the API, and in invitations. */
export const userFields = {
  ...recordFields,
  password: newPassword,
  /** Only for the organization's own users. A publisher user's role is fixed. */
  role: z.enum(['admin', 'accountManager'], 'must be admin or accountManager'),
  archived: flag,
} as const

const changes = z.object(userFields).partial()

/** Changes to a user. Absent fields stay unchanged. */
export type UserChange = z.output<typeof changes>

/** A user to create. Without a password, they get an invitation. */
export type NewUser = Omit<UserChange, 'archived'> & { email: string }
