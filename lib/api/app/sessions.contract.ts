import { z } from 'zod'
import { defineContract } from '@/lib/api/contract'
import { product } from '@/lib/api/dialect'

const path = '/api/app/sessions'
const ownAccount = { dialect: product, access: 'account:manage', tags: ['Your account'], sessionOnly: true } as const

const ownSession = z.object({
  id: z.string(),
  /** Whether this is the session making the request. */
  current: z.boolean(),
  /** Such as "Firefox on Linux"; '' when unknown. */
  browser: z.string(),
  mobile: z.boolean(),
  address: z.string(),
  createdAt: z.string(),
  lastSeenAt: z.string(),
})
export type OwnSession = z.infer<typeof ownSession>

export const listSessions = defineContract({
  ...ownAccount,
  id: 'listSessions',
  method: 'GET',
  path,
  summary: 'List your sessions, most recently used first',
  response: z.object({ sessions: z.array(ownSession) }),
})
export type SessionsAnswer = z.infer<typeof listSessions.response>

export const endSession = defineContract({
  ...ownAccount,
  id: 'endSession',
  method: 'DELETE',
  path: `${path}/{id}`,
  summary: 'Sign out one of your sessions',
  params: z.object({ id: z.uuid('must be a session ID') }),
  status: 204,
  response: z.undefined(),
})

export const endOtherSessions = defineContract({
  ...ownAccount,
  id: 'endOtherSessions',
  method: 'DELETE',
  path,
  summary: 'Sign out everywhere else',
  status: 204,
  response: z.undefined(),
})
