import { z } from 'zod'
import type { Caller } from '../../access/caller'
import { userFields } from '../../access/user-fields'
import { usersWhere, type Group, type UserWithPublisher } from '../../access/users'
import { database } from '../../database/client'
import type { Prisma } from '../../database/generated/client'
import type { ListQuery } from '../resource/listing'

/** Body fields shared by all users. */
export const sharedBody = z.object({
  email: userFields.email,
  first_name: userFields.firstName.optional(),
  last_name: userFields.lastName.optional(),
  timezone: userFields.timezone.optional().describe('An IANA time zone. Null for the organization’s.'),
  status: userFields.status.optional(),
  api_access_enabled: userFields.apiAccessEnabled.optional().describe('Whether their API keys work.'),
})

export const searchedColumns = ['email', 'firstName', 'lastName'] as const

const whom =
  'An API key can’t change its owner, and needs the permission `admins:manage` to change admins. Change your own email and password in your settings.'
export const afterUpdate = `Deactivated and suspended users are signed out at once, and their API keys are refused. When the email changes, the old address is mailed a link to undo that, which works for 7 days. \`{"archived": false}\` restores a deleted user. ${whom}`
export const afterDelete = `The user is archived: signed out at once, left out of lists unless \`filter[archived]=true\`, and can be restored. ${whom}`

/** How to list the users of a group. */
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
