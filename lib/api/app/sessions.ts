import Bowser from 'bowser'
import { z } from 'zod'
import { endOtherSessions, endOwnSession, ownSessions } from '@/lib/access/own-sessions'
import { database } from '@/lib/database/client'
import { product } from '@/lib/api/dialect'
import { defineContract } from '@/lib/api/contract'
import { handle } from '@/lib/api/operation'
import { sessionsAnswer } from './account-shapes'

const path = '/api/app/sessions'
const shared = { dialect: product, access: 'account:manage', tags: ['Your account'], sessionOnly: true } as const

export const listSessions = handle(
  defineContract({
    ...shared,
    id: 'listSessions',
    method: 'GET',
    path,
    summary: 'List your sessions, most recently used first',
    response: sessionsAnswer,
  }),
  async (caller) => {
    const sessions = await ownSessions(database(), caller)
    return {
      sessions: sessions.map(({ id, userAgent, address, createdAt, lastSeenAt }) => ({
        id,
        current: id === caller.via.id,
        ...looksOf(userAgent),
        address,
        createdAt: createdAt.toISOString(),
        lastSeenAt: lastSeenAt.toISOString(),
      })),
    }
  },
)

export const endSession = handle(
  defineContract({
    ...shared,
    id: 'endSession',
    method: 'DELETE',
    path: `${path}/{id}`,
    summary: 'Sign out one of your sessions',
    params: z.object({ id: z.uuid('must be a session ID') }),
    status: 204,
    response: z.undefined(),
  }),
  async (caller, { params }) => {
    await endOwnSession(database(), caller, params.id)
    return undefined
  },
)

export const endSessionsElsewhere = handle(
  defineContract({
    ...shared,
    id: 'endOtherSessions',
    method: 'DELETE',
    path,
    summary: 'Sign out everywhere else',
    status: 204,
    response: z.undefined(),
  }),
  async (caller) => {
    await endOtherSessions(database(), caller)
    return undefined
  },
)

function looksOf(userAgent: string): { browser: string; mobile: boolean } {
  if (userAgent === '') return { browser: '', mobile: false }
  const { browser, os, platform } = Bowser.parse(userAgent)
  return {
    browser: [browser.name, os.name].filter(Boolean).join(' on '),
    mobile: platform.type === 'mobile' || platform.type === 'tablet',
  }
}
