import { z } from 'zod'
import { userFields } from '@/lib/access/user-fields'
import { findUser } from '@/lib/access/find-user'
import { changeUser, createOrInvite } from '@/lib/access/users'
import { database } from '@/lib/database/client'
import { camelCased } from '@/lib/api/names'
import { defineResource } from '@/lib/api/resource/define'
import { afterDelete, afterUpdate, searchedColumns, sharedBody, usersOf } from './users-common'
import { userAnswerFields } from './user-shapes'

const body = sharedBody.extend({
  role: userFields.role,
  password: userFields.password.optional(),
  phone: userFields.phone.optional(),
  city: userFields.city.optional(),
  country: userFields.country.optional().describe('ISO 3166-1 alpha-2 code, or empty.'),
  is_publisher_manager: userFields.isPublisherManager
    .optional()
    .describe('Whether an account manager has access to publishers.'),
  is_advertiser_manager: userFields.isAdvertiserManager
    .optional()
    .describe('Whether an account manager has access to advertisers.'),
  publisher_manager_access: userFields.publisherManagerAccess
    .optional()
    .describe(
      'Global: view and edit all publishers. Limited: view all, edit assigned. Restricted: view and edit assigned only.',
    ),
  advertiser_manager_access: userFields.advertiserManagerAccess
    .optional()
    .describe('Same as `publisher_manager_access`, for advertisers.'),
})

/** Contract: Users in the Integr8 document. These are the organization's own users: admins and account managers. */
export const users = defineResource({
  one: 'User',
  many: 'Users',
  means: { one: 'an organization user', many: 'organization users' },
  tag: 'Users',
  path: '/api/v2/users',
  params: z.object({}),
  itemParam: 'userID',
  access: { read: 'users:read', manage: 'users:manage' },
  rows: usersOf(() => 'organization'),
  fields: userAnswerFields,
  search: searchedColumns,
  read: ({ caller }, id) => findUser(database(), caller, 'organization', id),
  create: {
    description:
      'Without a password, the user is invited by email to choose one. An API key needs the `admins:manage` permission to create an admin.',
    body,
    run: async ({ caller }, input) => (await createOrInvite(database(), caller, 'organization', camelCased(input))).id,
  },
  update: {
    description: afterUpdate,
    body: body.partial().extend({ archived: userFields.archived.optional() }),
    run: ({ caller }, id, input) => changeUser(database(), caller, 'organization', id, camelCased(input)),
  },
  archive: {
    description: afterDelete,
    run: ({ caller }, id) => changeUser(database(), caller, 'organization', id, { archived: true }),
  },
})
