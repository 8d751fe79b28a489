import { z } from 'zod'
import { invite } from '@/lib/access/invitation'
import { findUser } from '@/lib/access/find-user'
import { resetSecondFactor, signOutEverywhere } from '@/lib/access/users'
import { database } from '@/lib/database/client'
import { product } from '@/lib/api/dialect'
import { defineContract } from '@/lib/api/contract'
import { handle } from '@/lib/api/operation'

// Actions on users other than changing their fields. The caller must be able to change the user: an organization user or a publisher user.

const shared = {
  method: 'POST',
  dialect: product,
  access: 'publisherUsers:manage',
  tags: ['Users'],
  params: z.object({ userID: z.string() }),
  status: 204,
  response: z.undefined(),
} as const

export const signUserOut = handle(
  defineContract({
    ...shared,
    id: 'signUserOut',
    path: '/api/app/users/{userID}/sign-out',
    summary: 'Sign a user out everywhere',
  }),
  async (caller, { params }) => {
    await signOutEverywhere(database(), caller, 'any', params.userID)
    return undefined
  },
)

export const resetUserSecondFactor = handle(
  defineContract({
    ...shared,
    id: 'resetUserSecondFactor',
    path: '/api/app/users/{userID}/reset-second-factor',
    summary: 'Reset a user’s two-factor authentication',
  }),
  async (caller, { params }) => {
    await resetSecondFactor(database(), caller, 'any', params.userID)
    return undefined
  },
)

export const inviteUser = handle(
  defineContract({
    ...shared,
    id: 'inviteUser',
    path: '/api/app/users/{userID}/invite',
    summary: 'Resend an invitation',
  }),
  async (caller, { params }) => {
    const user = await findUser(database(), caller, 'any', params.userID, 'edit')
    await invite(database(), caller, user.id)
    return undefined
  },
)
