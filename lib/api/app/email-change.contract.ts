import { z } from 'zod'
import { email } from '@/lib/fields'
import { defineContract } from '@/lib/api/contract'
import { product } from '@/lib/api/dialect'
import { emailOfAccount, knownPassword, withLink, withLinkAndKeys } from './fields'

const emailChange = { dialect: product, method: 'POST', tags: ['Your account'] } as const

export const requestEmailChange = defineContract({
  ...emailChange,
  id: 'requestEmailChange',
  path: '/api/app/email-change',
  access: 'account:manage',
  sessionOnly: true,
  summary: 'Change your email',
  description:
    'Emails a confirmation link to the new address. The response is the same if the address belongs to another account, whose owner gets an email instead.',
  body: z.strictObject({ email, password: knownPassword }),
  status: 204,
  response: z.undefined(),
})

export const confirmEmailChange = defineContract({
  ...emailChange,
  id: 'confirmEmailChange',
  path: '/api/app/email-change/confirm',
  access: 'anyone',
  summary: 'Confirm a new email with a link',
  description: 'The old address gets an email with a link to undo the change, valid for 7 days.',
  body: withLink,
  response: emailOfAccount,
})

export const undoEmailChange = defineContract({
  ...emailChange,
  id: 'undoEmailChange',
  path: '/api/app/email-change/undo',
  access: 'anyone',
  summary: 'Undo an email change with a link',
  description:
    'Restores the old address, sets a new password, signs out everywhere, and revokes API keys, linked accounts, and authenticator apps added since the change.',
  body: withLinkAndKeys,
  response: emailOfAccount,
})
