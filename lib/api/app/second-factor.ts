import * as ownFactor from '@/lib/access/own-second-factor'
import { database } from '@/lib/database/client'
import { handle } from '@/lib/api/operation'
import {
  confirmSecondFactor,
  disableSecondFactor,
  getSecondFactor,
  renewRecoveryCodes,
  setUpSecondFactor,
} from './second-factor.contract'

export const secondFactorOperations = [
  handle(getSecondFactor, async (caller) => {
    const { confirmedAt, recoveryCodesLeft } = await ownFactor.secondFactorOf(database(), caller)
    return { confirmedAt: confirmedAt?.toISOString() ?? null, recoveryCodesLeft }
  }),

  handle(setUpSecondFactor, (caller, { body }) => ownFactor.setUpSecondFactor(database(), caller, body.password)),

  handle(confirmSecondFactor, async (caller, { body }) => ({
    recoveryCodes: await ownFactor.confirmSecondFactor(database(), caller, body.code),
  })),

  handle(disableSecondFactor, async (caller, { body }) => {
    await ownFactor.disableSecondFactor(database(), caller, body.code)
    return undefined
  }),

  handle(renewRecoveryCodes, async (caller, { body }) => ({
    recoveryCodes: await ownFactor.renewRecoveryCodes(database(), caller, body.code),
  })),
]
