import { z } from 'zod'
import { defineContract } from '@/lib/api/contract'
import { product } from '@/lib/api/dialect'

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

export const signUserOut = defineContract({
  ...shared,
  id: 'signUserOut',
  path: '/api/app/users/{userID}/sign-out',
  summary: 'Sign a user out everywhere',
})

export const resetUserSecondFactor = defineContract({
  ...shared,
  id: 'resetUserSecondFactor',
  path: '/api/app/users/{userID}/reset-second-factor',
  summary: 'Reset a user’s two-factor authentication',
})

export const inviteUser = defineContract({
  ...shared,
  id: 'inviteUser',
  path: '/api/app/users/{userID}/invite',
  summary: 'Resend an invitation',
})
