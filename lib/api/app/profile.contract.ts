import { z } from 'zod'
import { userFields } from '@/lib/access/user-fields'
import { defineContract } from '@/lib/api/contract'
import { product } from '@/lib/api/dialect'

const profile = z.object({
  firstName: z.string(),
  lastName: z.string(),
  email: z.string(),
  phone: z.string(),
  city: z.string(),
  /** ISO 3166-1 alpha-2, or ''. */
  country: z.string(),
  /** IANA time zone that times are shown in; null means the organization's. */
  timezone: z.string().nullable(),
})
export type ProfileAnswer = z.infer<typeof profile>

const ownProfile = {
  dialect: product,
  access: 'account:manage',
  tags: ['Your account'],
  sessionOnly: true,
  path: '/api/app/profile',
  response: profile,
} as const

export const getProfile = defineContract({
  ...ownProfile,
  id: 'getProfile',
  method: 'GET',
  summary: 'Get your profile',
})

export const updateProfile = defineContract({
  ...ownProfile,
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
})
