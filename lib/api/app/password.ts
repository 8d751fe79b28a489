import { z } from 'zod'
import { changePassword } from '../../access/own-account'
import { newPassword } from '../../access/password-policy'
import { acceptInvitation } from '../../access/invitation'
import { requestPasswordReset, resetPassword } from '../../access/password-reset'
import { tokenParameter } from '../../access/one-time-token'
import { email } from '../../catalog/rules'
import { database } from '../../database/client'
import { product } from '../dialect'
import { defineOperation } from '../operation'
import { linkAnswer } from './account-shapes'
import { knownPassword } from './fields'

const shared = { dialect: product, method: 'POST', tags: ['Your account'] } as const
const withLink = z.strictObject({ token: tokenParameter.describe('From the link that was mailed.'), password: newPassword })

export const changeOwnPassword = defineOperation({
  ...shared,
  id: 'changePassword',
  path: '/api/app/password',
  access: 'account:manage',
  sessionOnly: true,
  summary: 'Choose another password',
  description: 'Signs out everywhere else.',
  body: z.strictObject({ old_password: knownPassword, password: newPassword }),
  status: 204,
  response: z.undefined(),
  async run(caller, { body }) {
    await changePassword(database(), caller, { oldPassword: body.old_password, password: body.password })
    return undefined
  },
})

export const acceptInvitationLink = defineOperation({
  ...shared,
  id: 'acceptInvitation',
  path: '/api/app/invitation',
  access: 'anyone',
  summary: 'Accept an invitation by choosing a password',
  body: withLink,
  response: linkAnswer,
  run: (_caller, { body, from }) => acceptInvitation(database(), { ...body, from }),
})

export const requestReset = defineOperation({
  ...shared,
  id: 'requestPasswordReset',
  path: '/api/app/password-reset',
  access: 'anyone',
  summary: 'Ask for a link to choose a new password with',
  description: 'The answer is the same whether somebody has this address or not.',
  body: z.strictObject({ email }),
  status: 204,
  response: z.undefined(),
  async run(_caller, { body, from }) {
    await requestPasswordReset(database(), { email: body.email, from })
    return undefined
  },
})

export const confirmReset = defineOperation({
  ...shared,
  id: 'resetPassword',
  path: '/api/app/password-reset/confirm',
  access: 'anyone',
  summary: 'Choose a new password with a link',
  description: 'Signs out everywhere.',
  body: withLink,
  response: linkAnswer,
  run: (_caller, { body, from }) => resetPassword(database(), { ...body, from }),
})
