import { z } from 'zod'
import { userFields } from '@/lib/access/user-fields'
import { findUser } from '@/lib/access/find-user'
import { changeUser, createOrInvite } from '@/lib/access/users'
import { database } from '@/lib/database/client'
import { camelCased } from '@/lib/api/names'
import { defineResource } from '@/lib/api/resource/define'
import { afterDelete, afterUpdate, searchedColumns, sharedBody, usersOf } from './users-common'
import { publisherUserAnswerFields } from './user-shapes'

const params = z.object({ publisherID: z.string().describe('The publisher’s ID or incremental ID.') })

const groupOf = ({ publisherID }: z.output<typeof params>) => ({ publisher: publisherID })

const body = sharedBody.extend({ description: userFields.description.optional(), notes: userFields.notes.optional() })

/** Contract: PublisherUsers in the Integr8 document. */
export const publisherUsers = defineResource({
  one: 'PublisherUser',
  many: 'PublisherUsers',
  means: { one: 'a publisher user', many: 'publisher users' },
  tag: 'PublisherUsers',
  path: '/api/v2/publishers/{publisherID}/users',
  params,
  itemParam: 'publisherUserID',
  access: { read: 'publisherUsers:read', manage: 'publisherUsers:manage' },
  rows: usersOf(groupOf),
  fields: publisherUserAnswerFields,
  search: searchedColumns,
  read: ({ caller, params: at }, id) => findUser(database(), caller, groupOf(at), id),
  create: {
    description:
      'The user is invited by email to choose a password, unless they’re created inactive. Fields inherited from the publisher can’t be set here.',
    body,
    run: async ({ caller, params: at }, input) =>
      (await createOrInvite(database(), caller, groupOf(at), camelCased(input))).id,
  },
  update: {
    description: afterUpdate,
    body: body.partial().extend({ archived: userFields.archived.optional() }),
    run: ({ caller, params: at }, id, input) => changeUser(database(), caller, groupOf(at), id, camelCased(input)),
  },
  archive: {
    description: afterDelete,
    run: ({ caller, params: at }, id) => changeUser(database(), caller, groupOf(at), id, { archived: true }),
  },
})
