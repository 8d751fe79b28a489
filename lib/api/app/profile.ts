import { z } from 'zod'
import { ownProfile, updateProfile } from '@/lib/access/own-account'
import { userFields } from '@/lib/access/user-fields'
import { database } from '@/lib/database/client'
import { camelCased } from '@/lib/api/names'
import { product } from '@/lib/api/dialect'
import { defineContract } from '@/lib/api/contract'
import { handle } from '@/lib/api/operation'
import { profileAnswer } from './account-shapes'

const shared = {
  dialect: product,
  access: 'account:manage',
  tags: ['Your account'],
  sessionOnly: true,
  path: '/api/app/profile',
} as const

export const getProfile = handle(
  defineContract({
    ...shared,
    id: 'getProfile',
    method: 'GET',
    summary: 'Get your profile',
    response: profileAnswer,
  }),
  (caller) => ownProfile(database(), caller),
)

export const changeProfile = handle(
  defineContract({
    ...shared,
    id: 'updateProfile',
    method: 'PATCH',
    summary: 'Update your profile',
    description: 'Fields you leave out stay unchanged. To change your email, use `POST /api/app/email-change`.',
    body: z.strictObject({
      first_name: userFields.firstName.optional(),
      last_name: userFields.lastName.optional(),
      phone: userFields.phone.optional(),
      city: userFields.city.optional(),
      country: userFields.country.optional().describe('ISO 3166-1 alpha-2 code, or empty.'),
      timezone: userFields.timezone
        .optional()
        .describe('IANA time zone for displaying times. Null for the organization’s time zone.'),
    }),
    response: profileAnswer,
  }),
  async (caller, { body }) => {
    await updateProfile(database(), caller, camelCased(body))
    return ownProfile(database(), caller)
  },
)
