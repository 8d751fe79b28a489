import { z } from 'zod'
import { userFields } from '@/lib/access/user-fields'
import type { UserWithPublisher } from '@/lib/access/find-user'
import { InvitationDelivery, UserStatus } from '@/lib/database/generated/enums'
import type { Prisma } from '@/lib/database/generated/client'
import type { FieldsOf } from '@/lib/api/resource/fields'

// What organization users and publisher users have in common.

const time = z.iso.datetime()

/** Fields of both. Only `email` is required. */
export const sharedFields = {
  id: { type: z.uuid(), column: 'id' },
  email: { type: z.string(), column: 'email', write: userFields.email, required: true },
  first_name: { type: z.string(), column: 'firstName', write: userFields.firstName },
  last_name: { type: z.string(), column: 'lastName', write: userFields.lastName },
  timezone: {
    type: z.string().nullable(),
    column: 'timezone',
    write: userFields.timezone,
    help: 'IANA time zone. Null for the organization’s time zone.',
  },
  status: { type: z.enum(UserStatus), column: 'status', write: userFields.status },
  api_access_enabled: {
    type: z.boolean(),
    column: 'apiAccessEnabled',
    write: userFields.apiAccessEnabled,
    help: 'Whether their API keys work.',
  },
  second_factor_enabled: { type: z.boolean(), present: 'totpConfirmedAt' },
  has_password: { type: z.boolean(), present: 'passwordHash' },
  archived: { type: z.boolean(), present: 'archivedAt', write: userFields.archived, on: 'update' },
  invited_at: { type: time.nullable(), column: 'invitedAt' },
  /** What became of the invitation's email; null if it wasn't sent by email or the first attempt isn't over. */
  invitation_delivery: {
    type: z.enum(InvitationDelivery).nullable(),
    value: (user: UserWithPublisher) => user.invitationDelivery,
  },
  email_verified_at: { type: time.nullable(), column: 'emailVerifiedAt' },
  created_at: { type: time, column: 'createdAt' },
  updated_at: { type: time, column: 'updatedAt' },
} as const satisfies UserFields

export type UserFields = FieldsOf<Prisma.UserOrderByWithRelationInput, UserWithPublisher>

export const searchedColumns = ['email', 'firstName', 'lastName'] as const

const whom =
  'An API key can’t change its own owner, and needs the `admins:manage` permission to change admins. You can change your own email and password only in your settings.'
export const afterUpdate = `Deactivated and suspended users are signed out immediately, and their API keys stop working. When an email changes, the old address gets a link to undo the change, valid for 7 days. To restore a deleted user, send \`{"archived": false}\`. ${whom}`
export const afterDelete = `Archives the user. They’re signed out immediately and left out of lists, except with \`filter[archived]=true\`. They can be restored. ${whom}`
