import { z } from 'zod'
import { invite } from '../../access/invitation'
import { findUser, resetSecondFactor, signOutEverywhere } from '../../access/users'
import { database } from '../../database/client'
import { product } from '../dialect'
import { defineOperation } from '../operation'

// What can be done to users besides changing them: those of the organization and, for whoever may change them, those of publishers.

const shared = {
  method: 'POST',
  dialect: product,
  access: 'publisherUsers:manage',
  tags: ['Users'],
  params: z.object({ userID: z.string() }),
  status: 204,
  response: z.undefined(),
} as const

export const signUserOut = defineOperation({
  ...shared,
  id: 'signUserOut',
  path: '/api/app/users/{userID}/sign-out',
  summary: 'End all sessions of a user',
  async run(caller, { params }) {
    await signOutEverywhere(database(), caller, 'any', params.userID)
    return undefined
  },
})

export const resetUserSecondFactor = defineOperation({
  ...shared,
  id: 'resetUserSecondFactor',
  path: '/api/app/users/{userID}/reset-second-factor',
  summary: 'Take away the second factor of a user who lost it',
  async run(caller, { params }) {
    await resetSecondFactor(database(), caller, 'any', params.userID)
    return undefined
  },
})

export const inviteUser = defineOperation({
  ...shared,
  id: 'inviteUser',
  path: '/api/app/users/{userID}/invite',
  summary: 'Invite a user again who has not accepted yet',
  async run(caller, { params }) {
    const user = await findUser(database(), caller, 'any', params.userID, 'edit')
    await invite(database(), caller, user.id)
    return undefined
  },
})
