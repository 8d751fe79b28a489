import { z } from 'zod'
import { isActive } from '../../access/active'
import type { Caller } from '../../access/caller'
import { invite } from '../../access/invitation'
import { userFields, type NewUser } from '../../access/user-fields'
import { createUser, usersWhere, type Group, type UserWithPublisher } from '../../access/users'
import { database } from '../../database/client'
import type { Prisma } from '../../database/generated/client'
import type { ListQuery } from '../resource/listing'

/** What every user can be given. */
export const sharedBody = z.object({
  email: userFields.email,
  first_name: userFields.firstName.optional(),
  last_name: userFields.lastName.optional(),
  timezone: userFields.timezone.optional().describe('An IANA time zone; null for the organization’s.'),
  status: userFields.status.optional(),
  api_access_enabled: userFields.apiAccessEnabled.optional().describe('Whether their API keys work.'),
})

export const searchedColumns = ['email', 'firstName', 'lastName'] as const

export const afterUpdate = 'Deactivated and suspended users are signed out at once, and their API keys refused. `{"archived": false}` restores a deleted user.'
export const afterDelete = 'The user is archived: signed out at once, out of the lists unless `filter[archived]=true`, and can be restored.'

/** How the users of a group are listed. */
export function usersOf<Params>(groupOf: (params: Params) => Exclude<Group, 'any'>) {
  return {
    within: async ({ caller, params }: { caller: Caller; params: Params }, where: Prisma.UserWhereInput): Promise<Prisma.UserWhereInput> => ({
      AND: [where, await usersWhere(database(), caller, groupOf(params))],
    }),
    find: (caller: Caller, query: ListQuery<Prisma.UserWhereInput, Prisma.UserOrderByWithRelationInput>): Promise<UserWithPublisher[]> =>
      database().forOrganization(caller.organization.id).user.findMany({ ...query, include: { publisher: true } }),
    count: (caller: Caller, where: Prisma.UserWhereInput): Promise<number> => database().forOrganization(caller.organization.id).user.count({ where }),
  }
}

/** Makes a user. Who has no password is invited to choose one. */
export async function createOrInvite(caller: Caller, group: Exclude<Group, 'any'>, input: NewUser): Promise<string> {
  const user = await createUser(database(), caller, group, input)
  if (user.passwordHash === null && isActive(user)) await invite(database(), caller, user.id)
  return user.id
}
