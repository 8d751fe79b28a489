import * as ownAccount from '@/lib/access/own-account'
import { database } from '@/lib/database/client'
import { camelCased } from '@/lib/api/names'
import { handle } from '@/lib/api/operation'
import { getProfile, updateProfile } from './profile.contract'

export const profileOperations = [
  handle(getProfile, (caller) => ownAccount.ownProfile(database(), caller)),

  handle(updateProfile, async (caller, { body }) => {
    await ownAccount.updateProfile(database(), caller, camelCased(body))
    return ownAccount.ownProfile(database(), caller)
  }),
]
