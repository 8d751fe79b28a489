import { z } from 'zod'
import type { Caller } from '@/lib/identity/caller'
import { userFields } from '@/lib/access/user-fields'
import { usersWhere, type Group, type UserWithPublisher } from '@/lib/access/find-user'
import { database } from '@/lib/database/client'
import type { Prisma } from '@/lib/database/generated/client'
import type { ListQuery } from '@/lib/api/resource/listing'

/** Body fields shared by all users. */
export const sharedBody = z.object({
  email: userFields.email,
  first_name: userFields.firstName.optional(),
  last_name: userFields.lastName.optional(),
  timezone: userFields.timezone.optional().describe('IANA time zone. Null for the organization’s time zone.'),
  status: userFields.status.optional(),
  api_access_enabled: userFields.apiAccessEnabled.optional().describe('Whether their API keys work.'),
})

export const searchedColumns = ['email', 'firstName', 'lastName'] as const

const whom =
  'An API key can’t change its own owner, and needs the `admins:manage` permission to change admins. You can change your own email and password only in your settings.'
export const afterUpdate = `Deactivated and suspended users are signed out immediately, and their API keys stop working. When an email changes, the old address gets a link to undo the change, valid for 7 days. To restore a deleted user, send \`{"archived": false}\`. ${whom}`
export const afterDelete = `Archives the user. They’re signed out immediately and left out of lists, except with \`filter[archived]=true\`. They can be restored. ${whom}`

/** How to list the users of a group. */
export function usersOf<Params>(groupOf: (params: Params) => Exclude<Group, 'any'>) {
  return {
    within: async (
      { caller, params }: { caller: Caller; params: Params },
      where: Prisma.UserWhereInput,
    ): Promise<Prisma.UserWhereInput> => ({
      AND: [where, await usersWhere(database(), caller, groupOf(params))],
    }),
    find: (
      caller: Caller,
      query: ListQuery<Prisma.UserWhereInput, Prisma.UserOrderByWithRelationInput>,
    ): Promise<UserWithPublisher[]> =>
      database()
        .forOrganization(caller.organization.id)
        .user.findMany({ ...query, include: { publisher: true } }),
    count: (caller: Caller, where: Prisma.UserWhereInput): Promise<number> =>
      database().forOrganization(caller.organization.id).user.count({ where }),
  }
}
