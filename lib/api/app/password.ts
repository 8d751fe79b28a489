import { z } from 'zod'
import { changePassword } from '@/lib/access/own-account'
import { newPassword } from '@/lib/access/password-policy'
import { acceptInvitation } from '@/lib/access/invitation'
import { requestPasswordReset, resetPassword } from '@/lib/access/password-reset'
import { email } from '@/lib/fields'
import { database } from '@/lib/database/client'
import { product } from '@/lib/api/dialect'
import { defineContract } from '@/lib/api/contract'
import { handle } from '@/lib/api/operation'
import { linkAnswer } from './account-shapes'
import { knownPassword, withLinkAndKeys, withLinkAndPassword } from './fields'

const shared = { dialect: product, method: 'POST', tags: ['Your account'] } as const

export const changeOwnPassword = handle(
  defineContract({
    ...shared,
    id: 'changePassword',
    path: '/api/app/password',
    access: 'account:manage',
    sessionOnly: true,
    summary: 'Change your password',
    description: 'Signs out everywhere else.',
    body: z.strictObject({ old_password: knownPassword, password: newPassword }),
    status: 204,
    response: z.undefined(),
  }),
  async (caller, { body }) => {
    await changePassword(database(), caller, { oldPassword: body.old_password, password: body.password })
    return undefined
  },
)

export const acceptInvitationLink = handle(
  defineContract({
    ...shared,
    id: 'acceptInvitation',
    path: '/api/app/invitation',
    access: 'anyone',
    summary: 'Accept an invitation by choosing a password',
    body: withLinkAndPassword,
    response: linkAnswer,
  }),
  (_caller, { body, from }) => acceptInvitation(database(), { ...body, from }),
)

export const requestReset = handle(
  defineContract({
    ...shared,
    id: 'requestPasswordReset',
    path: '/api/app/password-reset',
    access: 'anyone',
    summary: 'Request a link to choose a new password',
    description: 'The response is the same whether or not the address belongs to an account.',
    body: z.strictObject({ email }),
    status: 204,
    response: z.undefined(),
  }),
  async (_caller, { body, from }) => {
    await requestPasswordReset(database(), { email: body.email, from })
    return undefined
  },
)

export const confirmReset = handle(
  defineContract({
    ...shared,
    id: 'resetPassword',
    path: '/api/app/password-reset/confirm',
    access: 'anyone',
    summary: 'Choose a new password with a link',
    description: 'Signs out everywhere. API keys keep working, except those you list.',
    body: withLinkAndKeys,
    response: linkAnswer,
  }),
  (_caller, { body: { token, password, revoke_api_keys }, from }) =>
    resetPassword(database(), { token, password, revokeApiKeys: revoke_api_keys, from }),
)
