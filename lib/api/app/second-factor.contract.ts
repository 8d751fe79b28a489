import { z } from 'zod'
import { defineContract } from '@/lib/api/contract'
import { product } from '@/lib/api/dialect'
import { code, knownPassword } from './fields'

const path = '/api/app/second-factor'
const ownAccount = { dialect: product, access: 'account:manage', tags: ['Your account'], sessionOnly: true } as const
const recoveryCodes = z.object({ recoveryCodes: z.array(z.string()) })

export const getSecondFactor = defineContract({
  ...ownAccount,
  id: 'getSecondFactor',
  method: 'GET',
  path,
  summary: 'Check whether 2FA is on',
  response: z.object({ confirmedAt: z.string().nullable(), recoveryCodesLeft: z.int() }),
})
export type SecondFactorAnswer = z.infer<typeof getSecondFactor.response>

export const setUpSecondFactor = defineContract({
  ...ownAccount,
  id: 'setUpSecondFactor',
  method: 'POST',
  path,
  summary: 'Start setting up 2FA',
  description: 'Returns the secret for an authenticator app. 2FA stays off until you confirm a code from the app.',
  body: z.strictObject({ password: knownPassword }),
  /** `secret` (to type in) and `picture` (an SVG to scan) contain the same information as `uri`. */
  response: z.object({ secret: z.string(), uri: z.string(), picture: z.string() }),
})
export type SecondFactorSetUp = z.infer<typeof setUpSecondFactor.response>

export const confirmSecondFactor = defineContract({
  ...ownAccount,
  id: 'confirmSecondFactor',
  method: 'POST',
  path: `${path}/confirm`,
  summary: 'Turn 2FA on with a code from the app',
  description: 'This response is the only place the recovery codes appear. Only their hashes are stored.',
  body: z.strictObject({ code }),
  response: recoveryCodes,
})

export const disableSecondFactor = defineContract({
  ...ownAccount,
  id: 'disableSecondFactor',
  method: 'POST',
  path: `${path}/disable`,
  summary: 'Turn 2FA off with a code from the app or a recovery code',
  body: z.strictObject({ code }),
  status: 204,
  response: z.undefined(),
})

export const renewRecoveryCodes = defineContract({
  ...ownAccount,
  id: 'renewRecoveryCodes',
  method: 'POST',
  path: `${path}/recovery-codes`,
  summary: 'Replace your recovery codes with a code from the app or a recovery code',
  body: z.strictObject({ code }),
  response: recoveryCodes,
})
