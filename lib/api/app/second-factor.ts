import { z } from 'zod'
import { confirmSecondFactor, disableSecondFactor, renewRecoveryCodes, secondFactorOf, setUpSecondFactor } from '../../access/own-second-factor'
import { database } from '../../database/client'
import { product } from '../dialect'
import { defineOperation } from '../operation'
import { recoveryCodesAnswer, secondFactorAnswer, secondFactorSetUp } from './account-shapes'
import { code, knownPassword } from './fields'

const path = '/api/app/second-factor'
const shared = { dialect: product, access: 'account:manage', tags: ['Your account'], sessionOnly: true } as const

export const getSecondFactor = defineOperation({
  ...shared,
  id: 'getSecondFactor',
  method: 'GET',
  path,
  summary: 'Whether a second factor is on',
  response: secondFactorAnswer,
  async run(caller) {
    const { confirmedAt, recoveryCodesLeft } = await secondFactorOf(database(), caller)
    return { confirmedAt: confirmedAt?.toISOString() ?? null, recoveryCodesLeft }
  },
})

export const beginSetUp = defineOperation({
  ...shared,
  id: 'setUpSecondFactor',
  method: 'POST',
  path,
  summary: 'Get what to put into an authenticator app',
  description: 'Nothing changes until a code of the app was confirmed.',
  body: z.strictObject({ password: knownPassword }),
  response: secondFactorSetUp,
  run: (caller, { body }) => setUpSecondFactor(database(), caller, body.password),
})

export const confirmSetUp = defineOperation({
  ...shared,
  id: 'confirmSecondFactor',
  method: 'POST',
  path: `${path}/confirm`,
  summary: 'Switch the second factor on, with a code of the app',
  description: 'The recovery codes are in this answer and nowhere else: only hashes of them are kept.',
  body: z.strictObject({ code }),
  response: recoveryCodesAnswer,
  run: async (caller, { body }) => ({ recoveryCodes: await confirmSecondFactor(database(), caller, body.code) }),
})

export const switchOff = defineOperation({
  ...shared,
  id: 'disableSecondFactor',
  method: 'POST',
  path: `${path}/disable`,
  summary: 'Switch the second factor off, with a code of the app or a recovery code',
  body: z.strictObject({ code }),
  status: 204,
  response: z.undefined(),
  async run(caller, { body }) {
    await disableSecondFactor(database(), caller, body.code)
    return undefined
  },
})

export const makeNewCodes = defineOperation({
  ...shared,
  id: 'renewRecoveryCodes',
  method: 'POST',
  path: `${path}/recovery-codes`,
  summary: 'Make new recovery codes in place of those there are, with a code',
  body: z.strictObject({ code }),
  response: recoveryCodesAnswer,
  run: async (caller, { body }) => ({ recoveryCodes: await renewRecoveryCodes(database(), caller, body.code) }),
})
