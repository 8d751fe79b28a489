import { z } from 'zod'
import { confirmEmailChange, requestEmailChange } from '@/lib/access/email-change'
import { undoEmailChange } from '@/lib/access/email-undo'
import { email } from '@/lib/fields'
import { database } from '@/lib/database/client'
import { product } from '@/lib/api/dialect'
import { defineContract } from '@/lib/api/contract'
import { handle } from '@/lib/api/operation'
import { linkAnswer } from './account-shapes'
import { knownPassword, withLink, withLinkAndKeys } from './fields'

const shared = { dialect: product, method: 'POST', tags: ['Your account'] } as const

export const requestChange = handle(
  defineContract({
    ...shared,
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
  }),
  async (caller, { body }) => {
    await requestEmailChange(database(), caller, body)
    return undefined
  },
)

export const confirmChange = handle(
  defineContract({
    ...shared,
    id: 'confirmEmailChange',
    path: '/api/app/email-change/confirm',
    access: 'anyone',
    summary: 'Confirm a new email with a link',
    description: 'The old address gets an email with a link to undo the change, valid for 7 days.',
    body: withLink,
    response: linkAnswer,
  }),
  (_caller, { body, from }) => confirmEmailChange(database(), { ...body, from }),
)

export const undoChange = handle(
  defineContract({
    ...shared,
    id: 'undoEmailChange',
    path: '/api/app/email-change/undo',
    access: 'anyone',
    summary: 'Undo an email change with a link',
    description:
      'Restores the old address, sets a new password, signs out everywhere, and revokes API keys, linked accounts, and authenticator apps added since the change.',
    body: withLinkAndKeys,
    response: linkAnswer,
  }),
  (_caller, { body: { token, password, revoke_api_keys }, from }) =>
    undoEmailChange(database(), { token, password, revokeApiKeys: revoke_api_keys, from }),
)
