import { z } from 'zod'
import { userFields } from '@/lib/access/user-fields'
import type { UserWithPublisher } from '@/lib/access/find-user'
import type { Prisma } from '@/lib/database/generated/client'
import { defineResource } from '@/lib/api/resource/define'
import { afterDelete, afterUpdate, searchedColumns, sharedFields, type UserFields } from './user-fields'

const fields = {
  ...sharedFields,
  description: { type: z.string(), column: 'description', write: userFields.description },
  notes: { type: z.string(), column: 'notes', write: userFields.notes },
  publisher_id: { type: z.uuid(), value: (user: UserWithPublisher) => publisherOf(user).id },
  publisher_incremental_id: { type: z.int(), value: (user: UserWithPublisher) => publisherOf(user).incrementalId },
  fraud_visibility_enabled: {
    type: z.boolean(),
    value: (user: UserWithPublisher) => publisherOf(user).fraudVisibilityEnabled,
  },
  postback_manager_enabled: {
    type: z.boolean(),
    value: (user: UserWithPublisher) => publisherOf(user).postbackManagerEnabled,
  },
} as const satisfies UserFields

function publisherOf({ id, publisher }: UserWithPublisher) {
  if (!publisher) throw new Error(`user ${id} doesn't belong to a publisher`)
  return publisher
}

/** Contract: PublisherUsers in the Integr8 document. */
export const publisherUsersResource = defineResource<Prisma.UserWhereInput, Prisma.UserOrderByWithRelationInput>()({
  one: 'PublisherUser',
  many: 'PublisherUsers',
  means: { one: 'a publisher user', many: 'publisher users' },
  tag: 'PublisherUsers',
  path: '/api/v2/publishers/{publisherID}/users',
  params: z.object({ publisherID: z.string().describe('The publisher’s ID or incremental ID.') }),
  itemParam: 'publisherUserID',
  access: { read: 'publisherUsers:read', manage: 'publisherUsers:manage' },
  fields,
  search: searchedColumns,
  verbs: {
    list: {},
    create: {
      description:
        'The user is invited by email to choose a password, unless they’re created inactive. Fields inherited from the publisher can’t be set here.',
    },
    read: {},
    update: { description: afterUpdate },
    archive: { description: afterDelete },
  },
})

export const publisherUsersAnswer = publisherUsersResource.contracts.list.response
export const publisherUserAnswer = publisherUsersResource.item
export type PublisherUserAnswer = z.infer<typeof publisherUserAnswer>
