import type { z } from 'zod'
import { usersWhere, type Group, type UserWithPublisher } from '@/lib/access/find-user'
import type { Caller } from '@/lib/identity/caller'
import { database } from '@/lib/database/client'
import type { Prisma } from '@/lib/database/generated/client'
import type { Asked } from '@/lib/api/resource/handle'
import type { ListQuery } from '@/lib/api/resource/listing'

/** How to list the users of a group. */
export function usersOf<P extends z.ZodObject>(groupOf: (params: z.output<P>) => Exclude<Group, 'any'>) {
  return {
    within: async ({ caller, params }: Asked<P>, where: Prisma.UserWhereInput): Promise<Prisma.UserWhereInput> => ({
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
