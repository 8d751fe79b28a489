import Bowser from 'bowser'
import * as own from '@/lib/access/own-sessions'
import { database } from '@/lib/database/client'
import { handle } from '@/lib/api/operation'
import { endOtherSessions, endSession, listSessions } from './sessions.contract'

export const sessionOperations = [
  handle(listSessions, async (caller) => {
    const sessions = await own.ownSessions(database(), caller)
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
  }),

  handle(endSession, async (caller, { params }) => {
    await own.endOwnSession(database(), caller, params.id)
    return undefined
  }),

  handle(endOtherSessions, async (caller) => {
    await own.endOtherSessions(database(), caller)
    return undefined
  }),
]

function looksOf(userAgent: string): { browser: string; mobile: boolean } {
  if (userAgent === '') return { browser: '', mobile: false }
  const { browser, os, platform } = Bowser.parse(userAgent)
  return {
    browser: [browser.name, os.name].filter(Boolean).join(' on '),
    mobile: platform.type === 'mobile' || platform.type === 'tablet',
  }
}
