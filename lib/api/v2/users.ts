import { findUser } from '@/lib/access/find-user'
import { changeUser, createOrInvite } from '@/lib/access/users'
import { database } from '@/lib/database/client'
import { handleResource } from '@/lib/api/resource/handle'
import { usersOf } from './user-rows'
import { usersResource } from './users.contract'

export const users = handleResource(usersResource, {
  rows: usersOf(() => 'organization'),
  read: ({ caller }, id) => findUser(database(), caller, 'organization', id),
  create: async ({ caller }, columns) => (await createOrInvite(database(), caller, 'organization', columns)).id,
  update: ({ caller }, id, columns) => changeUser(database(), caller, 'organization', id, columns),
  archive: ({ caller }, id) => changeUser(database(), caller, 'organization', id, { archived: true }),
})
