import { z } from 'zod'
import { newPassword } from '@/lib/access/password-policy'
import { email } from '@/lib/fields'
import { defineContract } from '@/lib/api/contract'
import { product } from '@/lib/api/dialect'
import { emailOfAccount, knownPassword, withLinkAndKeys, withLinkAndPassword } from './fields'

const shared = { dialect: product, method: 'POST', tags: ['Your account'] } as const

export const changePassword = defineContract({
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
})

export const acceptInvitation = defineContract({
  ...shared,
  id: 'acceptInvitation',
  path: '/api/app/invitation',
  access: 'anyone',
  summary: 'Accept an invitation by choosing a password',
  body: withLinkAndPassword,
  response: emailOfAccount,
})

export const requestPasswordReset = defineContract({
  ...shared,
  id: 'requestPasswordReset',
  path: '/api/app/password-reset',
  access: 'anyone',
  summary: 'Request a link to choose a new password',
  description: 'The response is the same whether or not the address belongs to an account.',
  body: z.strictObject({ email }),
  status: 204,
  response: z.undefined(),
})

export const resetPassword = defineContract({
  ...shared,
  id: 'resetPassword',
  path: '/api/app/password-reset/confirm',
  access: 'anyone',
  summary: 'Choose a new password with a link',
  description: 'Signs out everywhere. API keys keep working, except those you list.',
  body: withLinkAndKeys,
  response: emailOfAccount,
})
