import { z } from 'zod'
import type { UserWithPublisher as Row } from '@/lib/access/find-user'
import { InvitationDelivery, ManagerAccess, UserStatus } from '@/lib/database/generated/enums'
import { itemOf, listOf } from '@/lib/api/resource/fields'

// Response schemas of users, which the pages use to validate responses too.

/** Fields of both organization users and publisher users. */
const sharedFields = {
  id: { type: z.uuid(), value: (user: Row) => user.id, column: 'id' },
  email: { type: z.string(), value: (user: Row) => user.email, column: 'email' },
  first_name: { type: z.string(), value: (user: Row) => user.firstName, column: 'firstName' },
  last_name: { type: z.string(), value: (user: Row) => user.lastName, column: 'lastName' },
  timezone: { type: z.string().nullable(), value: (user: Row) => user.timezone, column: 'timezone' },
  status: { type: z.enum(UserStatus), value: (user: Row) => user.status, column: 'status' },
  api_access_enabled: { type: z.boolean(), value: (user: Row) => user.apiAccessEnabled, column: 'apiAccessEnabled' },
  second_factor_enabled: {
    type: z.boolean(),
    value: (user: Row) => user.totpConfirmedAt !== null,
    present: 'totpConfirmedAt',
  },
  has_password: { type: z.boolean(), value: (user: Row) => user.passwordHash !== null, present: 'passwordHash' },
  archived: { type: z.boolean(), value: (user: Row) => user.archivedAt !== null, present: 'archivedAt' },
  invited_at: {
    type: z.iso.datetime().nullable(),
    value: (user: Row) => user.invitedAt?.toISOString() ?? null,
    column: 'invitedAt',
  },
  /** What became of the invitation's email; null if it wasn't sent by email or the first attempt isn't over. */
  invitation_delivery: {
    type: z.enum(InvitationDelivery).nullable(),
    value: (user: Row) => user.invitationDelivery,
  },
  email_verified_at: {
    type: z.iso.datetime().nullable(),
    value: (user: Row) => user.emailVerifiedAt?.toISOString() ?? null,
    column: 'emailVerifiedAt',
  },
  created_at: { type: z.iso.datetime(), value: (user: Row) => user.createdAt.toISOString(), column: 'createdAt' },
  updated_at: { type: z.iso.datetime(), value: (user: Row) => user.updatedAt.toISOString(), column: 'updatedAt' },
} as const

const organizationRole = z.enum(['admin', 'accountManager'])

export const userAnswerFields = {
  ...sharedFields,
  role: { type: organizationRole, value: (user: Row) => organizationRole.parse(user.role), column: 'role' },
  phone: { type: z.string(), value: (user: Row) => user.phone, column: 'phone' },
  city: { type: z.string(), value: (user: Row) => user.city, column: 'city' },
  country: { type: z.string(), value: (user: Row) => user.country, column: 'country' },
  is_publisher_manager: {
    type: z.boolean(),
    value: (user: Row) => user.isPublisherManager,
    column: 'isPublisherManager',
  },
  is_advertiser_manager: {
    type: z.boolean(),
    value: (user: Row) => user.isAdvertiserManager,
    column: 'isAdvertiserManager',
  },
  publisher_manager_access: {
    type: z.enum(ManagerAccess),
    value: (user: Row) => user.publisherManagerAccess,
    column: 'publisherManagerAccess',
  },
  advertiser_manager_access: {
    type: z.enum(ManagerAccess),
    value: (user: Row) => user.advertiserManagerAccess,
    column: 'advertiserManagerAccess',
  },
} as const

export const publisherUserAnswerFields = {
  ...sharedFields,
  description: { type: z.string(), value: (user: Row) => user.description, column: 'description' },
  notes: { type: z.string(), value: (user: Row) => user.notes, column: 'notes' },
  publisher_id: { type: z.uuid(), value: (user: Row) => publisherOf(user).id },
  publisher_incremental_id: { type: z.int(), value: (user: Row) => publisherOf(user).incrementalId },
  fraud_visibility_enabled: { type: z.boolean(), value: (user: Row) => publisherOf(user).fraudVisibilityEnabled },
  postback_manager_enabled: { type: z.boolean(), value: (user: Row) => publisherOf(user).postbackManagerEnabled },
} as const

function publisherOf({ id, publisher }: Row) {
  if (!publisher) throw new Error(`user ${id} doesn't belong to a publisher`)
  return publisher
}

export const userAnswer = itemOf(userAnswerFields)
export type UserAnswer = z.infer<typeof userAnswer>
export const usersAnswer = listOf(userAnswer)
export const publisherUserAnswer = itemOf(publisherUserAnswerFields)
export type PublisherUserAnswer = z.infer<typeof publisherUserAnswer>
export const publisherUsersAnswer = listOf(publisherUserAnswer)
