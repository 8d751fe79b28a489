import { invite } from '@/lib/access/invitation'
import { findUser } from '@/lib/access/find-user'
import { resetSecondFactor, signOutEverywhere } from '@/lib/access/users'
import { database } from '@/lib/database/client'
import { handle } from '@/lib/api/operation'
import { inviteUser, resetUserSecondFactor, signUserOut } from './users.contract'

export const userOperations = [
  handle(signUserOut, async (caller, { params }) => {
    await signOutEverywhere(database(), caller, 'any', params.userID)
    return undefined
  }),

  handle(resetUserSecondFactor, async (caller, { params }) => {
    await resetSecondFactor(database(), caller, 'any', params.userID)
    return undefined
  }),

  handle(inviteUser, async (caller, { params }) => {
    const user = await findUser(database(), caller, 'any', params.userID, 'edit')
    await invite(database(), caller, user.id)
    return undefined
  }),
]
