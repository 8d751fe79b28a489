import { z } from 'zod'
import { ownProfile, updateProfile } from '../../access/own-account'
import { database } from '../../database/client'
import { product } from '../dialect'
import { defineOperation } from '../operation'
import { profileAnswer } from './account-shapes'
import { timeZone } from './fields'

const shared = { dialect: product, access: 'account:manage', tags: ['Your account'], sessionOnly: true, path: '/api/app/profile' } as const
const name = z.string('must be text').trim().max(100, 'must have 100 characters at most')

export const getProfile = defineOperation({
  ...shared,
  id: 'getProfile',
  method: 'GET',
  summary: 'What you say of yourself',
  response: profileAnswer,
  run: (caller) => ownProfile(database(), caller),
})

export const changeProfile = defineOperation({
  ...shared,
  id: 'updateProfile',
  method: 'PATCH',
  summary: 'Change what you say of yourself',
  description: 'What is left out stays as it is. The e-mail address has an operation of its own.',
  body: z.strictObject({
    first_name: name.min(1, 'must be your first name').optional(),
    last_name: name.optional(),
    phone: z
      .string('must be a phone number')
      .trim()
      .max(40, 'must have 40 characters at most')
      .regex(/^[\d\s+()./-]*$/, 'must be a phone number such as +49 30 123456')
      .optional(),
    timezone: timeZone.nullish().describe('IANA zone that times are shown in; null for the organization’s.'),
  }),
  response: profileAnswer,
  async run(caller, { body }) {
    await updateProfile(database(), caller, { firstName: body.first_name, lastName: body.last_name, phone: body.phone, timezone: body.timezone })
    return ownProfile(database(), caller)
  },
})
