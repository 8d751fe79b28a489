import type { z } from 'zod'
import { findUser } from '@/lib/access/find-user'
import { changeUser, createOrInvite } from '@/lib/access/users'
import { database } from '@/lib/database/client'
import { handleResource } from '@/lib/api/resource/handle'
import { publisherUsersResource } from './publisher-users.contract'
import { usersOf } from './user-rows'

const groupOf = ({ publisherID }: z.output<typeof publisherUsersResource.params>) => ({ publisher: publisherID })

export const publisherUsers = handleResource(publisherUsersResource, {
  rows: usersOf(groupOf),
  read: ({ caller, params }, id) => findUser(database(), caller, groupOf(params), id),
  create: async ({ caller, params }, columns) =>
    (await createOrInvite(database(), caller, groupOf(params), columns)).id,
  update: ({ caller, params }, id, columns) => changeUser(database(), caller, groupOf(params), id, columns),
  archive: ({ caller, params }, id) => changeUser(database(), caller, groupOf(params), id, { archived: true }),
})
