import { z } from 'zod'
import {
  confirmSecondFactor,
  disableSecondFactor,
  renewRecoveryCodes,
  secondFactorOf,
  setUpSecondFactor,
} from '@/lib/access/own-second-factor'
import { database } from '@/lib/database/client'
import { product } from '@/lib/api/dialect'
import { defineContract } from '@/lib/api/contract'
import { handle } from '@/lib/api/operation'
import { recoveryCodesAnswer, secondFactorAnswer, secondFactorSetUp } from './account-shapes'
import { code, knownPassword } from './fields'

const path = '/api/app/second-factor'
const shared = { dialect: product, access: 'account:manage', tags: ['Your account'], sessionOnly: true } as const

export const getSecondFactor = handle(
  defineContract({
    ...shared,
    id: 'getSecondFactor',
    method: 'GET',
    path,
    summary: 'Check whether 2FA is on',
    response: secondFactorAnswer,
  }),
  async (caller) => {
    const { confirmedAt, recoveryCodesLeft } = await secondFactorOf(database(), caller)
    return { confirmedAt: confirmedAt?.toISOString() ?? null, recoveryCodesLeft }
  },
)

export const beginSetUp = handle(
  defineContract({
    ...shared,
    id: 'setUpSecondFactor',
    method: 'POST',
    path,
    summary: 'Start setting up 2FA',
    description: 'Returns the secret for an authenticator app. 2FA stays off until you confirm a code from the app.',
    body: z.strictObject({ password: knownPassword }),
    response: secondFactorSetUp,
  }),
  (caller, { body }) => setUpSecondFactor(database(), caller, body.password),
)

export const confirmSetUp = handle(
  defineContract({
    ...shared,
    id: 'confirmSecondFactor',
    method: 'POST',
    path: `${path}/confirm`,
    summary: 'Turn 2FA on with a code from the app',
    description: 'This response is the only place the recovery codes appear. Only their hashes are stored.',
    body: z.strictObject({ code }),
    response: recoveryCodesAnswer,
  }),
  async (caller, { body }) => ({ recoveryCodes: await confirmSecondFactor(database(), caller, body.code) }),
)

export const switchOff = handle(
  defineContract({
    ...shared,
    id: 'disableSecondFactor',
    method: 'POST',
    path: `${path}/disable`,
    summary: 'Turn 2FA off with a code from the app or a recovery code',
    body: z.strictObject({ code }),
    status: 204,
    response: z.undefined(),
  }),
  async (caller, { body }) => {
    await disableSecondFactor(database(), caller, body.code)
    return undefined
  },
)

export const makeNewCodes = handle(
  defineContract({
    ...shared,
    id: 'renewRecoveryCodes',
    method: 'POST',
    path: `${path}/recovery-codes`,
    summary: 'Replace your recovery codes with a code from the app or a recovery code',
    body: z.strictObject({ code }),
    response: recoveryCodesAnswer,
  }),
  async (caller, { body }) => ({ recoveryCodes: await renewRecoveryCodes(database(), caller, body.code) }),
)
