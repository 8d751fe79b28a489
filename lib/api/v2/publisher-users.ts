import { z } from 'zod'
import { userFields } from '../../access/user-fields'
import { changeUser, findUser } from '../../access/users'
import { database } from '../../database/client'
import { camelCased } from '../names'
import { defineResource } from '../resource/define'
import { afterDelete, afterUpdate, createOrInvite, searchedColumns, sharedBody, usersOf } from './users-common'
import { publisherUserAnswerFields } from './user-shapes'

const params = z.object({ publisherID: z.string().describe('The id of a publisher, or its incremental id.') })

const groupOf = ({ publisherID }: z.output<typeof params>) => ({ publisher: publisherID })

const body = sharedBody.extend({ description: userFields.description.optional(), notes: userFields.notes.optional() })

/** Contract: PublisherUsers in the Integr8 document. */
export const publisherUsers = defineResource({
  one: 'PublisherUser',
  many: 'PublisherUsers',
  means: { one: 'a user of a publisher', many: 'users of a publisher' },
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
    description: 'The user is invited by mail to choose a password, unless created inactive. What a user inherits from the publisher can not be set here.',
    body,
    run: ({ caller, params: at }, input) => createOrInvite(caller, groupOf(at), camelCased(input)),
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
