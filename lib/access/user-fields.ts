import { z } from 'zod'
import { country, email, line, lines, timezone } from '@/lib/catalog/rules'
import { ManagerAccess, UserStatus } from '@/lib/database/generated/enums'
import { newPassword } from './password-policy'

/** Validation for a user's fields, shared by the API, pages, and invitations. */
export const userFields = {
  email,
  password: newPassword,
  firstName: line(100),
  lastName: line(100),
  phone: line(50),
  city: line(100),
  country,
  /** Null means the organization's time zone. */
  timezone: timezone.nullable(),
  notes: lines(10_000),
  description: lines(10_000),
  status: z.enum(UserStatus, `must be one of ${Object.values(UserStatus).join(', ')}`),
  /** Only for the organization's own users. A publisher user's role is fixed. */
  role: z.enum(['admin', 'accountManager'], 'must be admin or accountManager'),
  apiAccessEnabled: z.boolean('must be true or false'),
  isPublisherManager: z.boolean('must be true or false'),
  isAdvertiserManager: z.boolean('must be true or false'),
  publisherManagerAccess: z.enum(ManagerAccess, `must be one of ${Object.values(ManagerAccess).join(', ')}`),
  advertiserManagerAccess: z.enum(ManagerAccess, `must be one of ${Object.values(ManagerAccess).join(', ')}`),
  archived: z.boolean('must be true or false'),
} as const

const changes = z.object(userFields).partial()

/** Changes to a user. Absent fields stay unchanged. */
export type UserChange = z.output<typeof changes>

/** A user to create. Without a password, they get an invitation. */
export type NewUser = Omit<UserChange, 'archived'> & { email: string }
