import { z } from 'zod'
import { confirmEmailChange, requestEmailChange } from '../../access/email-change'
import { tokenParameter } from '../../access/one-time-token'
import { email } from '../../catalog/rules'
import { database } from '../../database/client'
import { product } from '../dialect'
import { defineOperation } from '../operation'
import { linkAnswer } from './account-shapes'
import { knownPassword } from './fields'

const shared = { dialect: product, method: 'POST', tags: ['Your account'] } as const

export const requestChange = defineOperation({
  ...shared,
  id: 'requestEmailChange',
  path: '/api/app/email-change',
  access: 'account:manage',
  sessionOnly: true,
  summary: 'Ask for a link that makes another e-mail address count',
  body: z.strictObject({ email, password: knownPassword }),
  status: 204,
  response: z.undefined(),
  async run(caller, { body }) {
    await requestEmailChange(database(), caller, body)
    return undefined
  },
})

export const confirmChange = defineOperation({
  ...shared,
  id: 'confirmEmailChange',
  path: '/api/app/email-change/confirm',
  access: 'anyone',
  summary: 'Make the new e-mail address count, with a link',
  body: z.strictObject({ token: tokenParameter.describe('From the link that was mailed.') }),
  response: linkAnswer,
  run: (_caller, { body, from }) => confirmEmailChange(database(), { ...body, from }),
})
