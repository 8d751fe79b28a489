import { z } from 'zod'
import { ManagerAccess, Role, UserStatus } from '@/lib/database/generated/enums'
import { country, email, flag, line, lines, oneOf, timezone } from '@/lib/fields'
import { loaded } from './origin'

/** What people can set about a user, apart from the password. */
export const userFields = {
  email,
  firstName: line(100),
  lastName: line(100),
  phone: line(50),
  city: line(100),
  country,
  /** Null means the organization's time zone. */
  timezone: timezone.nullable(),
  notes: lines(10_000),
  description: lines(10_000),
  status: oneOf(UserStatus),
  apiAccessEnabled: flag,
  isPublisherManager: flag,
  isAdvertiserManager: flag,
  publisherManagerAccess: oneOf(ManagerAccess),
  advertiserManagerAccess: oneOf(ManagerAccess),
} as const

export const userInput = z
  .strictObject({
    ...loaded,
    ...z.object(userFields).partial().shape,
    email,
    /** Created by hashPassword in lib/access; a user without one can't sign in. */
    passwordHash: z.string().startsWith('$argon2id$', 'must be created by hashPassword').nullish(),
    role: z.enum(Role),
    publisherId: z.uuid().nullish(),
  })
  .refine((user) => (user.role === 'publisher') === Boolean(user.publisherId), {
    path: ['publisherId'],
    message: 'is required for publisher users and not allowed for others',
  })
