import { z } from 'zod'
import { userFields } from '@/lib/access/user-fields'
import { ManagerAccess } from '@/lib/database/generated/enums'
import type { Prisma } from '@/lib/database/generated/client'
import { defineResource } from '@/lib/api/resource/define'
import { afterDelete, afterUpdate, searchedColumns, sharedFields, type UserFields } from './user-fields'

const fields = {
  ...sharedFields,
  role: { type: z.enum(['admin', 'accountManager']), column: 'role', write: userFields.role, required: true },
  password: { write: userFields.password },
  phone: { type: z.string(), column: 'phone', write: userFields.phone },
  city: { type: z.string(), column: 'city', write: userFields.city },
  country: {
    type: z.string(),
    column: 'country',
    write: userFields.country,
    help: 'ISO 3166-1 alpha-2 code, or empty.',
  },
  is_publisher_manager: {
    type: z.boolean(),
    column: 'isPublisherManager',
    write: userFields.isPublisherManager,
    help: 'Whether an account manager has access to publishers.',
  },
  is_advertiser_manager: {
    type: z.boolean(),
    column: 'isAdvertiserManager',
    write: userFields.isAdvertiserManager,
    help: 'Whether an account manager has access to advertisers.',
  },
  publisher_manager_access: {
    type: z.enum(ManagerAccess),
    column: 'publisherManagerAccess',
    write: userFields.publisherManagerAccess,
    help: 'Global: view and edit all publishers. Limited: view all, edit assigned. Restricted: view and edit assigned only.',
  },
  advertiser_manager_access: {
    type: z.enum(ManagerAccess),
    column: 'advertiserManagerAccess',
    write: userFields.advertiserManagerAccess,
    help: 'Same as `publisher_manager_access`, for advertisers.',
  },
} as const satisfies UserFields

const verbs = {
  list: {},
  create: {
    description:
      'Without a password, the user is invited by email to choose one. An API key needs the `admins:manage` permission to create an admin.',
  },
  read: {},
  update: { description: afterUpdate },
  archive: { description: afterDelete },
} as const

/** Contract: Users in the Integr8 document. These are the organization's own users: admins and account managers. */
export const usersResource = defineResource<Prisma.UserWhereInput, Prisma.UserOrderByWithRelationInput>()({
  one: 'User',
  many: 'Users',
  means: { one: 'an organization user', many: 'organization users' },
  tag: 'Users',
  path: '/api/v2/users',
  params: z.object({}),
  itemParam: 'userID',
  access: { read: 'users:read', manage: 'users:manage' },
  fields,
  search: searchedColumns,
  verbs,
})

export const usersAnswer = usersResource.contracts.list.response
export const userAnswer = usersResource.item
export type UserAnswer = z.infer<typeof userAnswer>
