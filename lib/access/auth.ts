import { createHash } from 'node:crypto'
import type { NextAuthOptions } from 'next-auth'
import Credentials from 'next-auth/providers/credentials'
import { z } from 'zod'
import { database, type Database } from '../database/client'
import { isActive } from './active'
import { addressOf } from './address'
import { verifyPassword } from './password'
import { giveBack, take, type RateLimit } from './rate-limit'
import { authSecret } from './secret'
import { isSecure, sessionCookieName } from './session-cookie'

/** How long somebody stays signed in, in seconds. */
const SESSION_SECONDS = 30 * 24 * 3600
const ATTEMPT_WINDOW = 15 * 60

/** Thrown as text, since next-auth hands only that on to the browser: `TooManyAttempts:<seconds to wait>`. */
class TooManyAttempts extends Error {
  constructor(seconds: number) {
    super(`TooManyAttempts:${seconds}`)
  }
}

export type SignIn = { email: string; password: string; address: string; userAgent: string }

/**
 * Signs in by password: at most 10 failures an account and 100 an address in 15 minutes.
 * @returns the new session's id, or null: the same for an unknown address, a wrong password and somebody who may not come in.
 */
export async function signIn(store: Database, attempt: SignIn, now = new Date()): Promise<{ sessionId: string; userId: string } | null> {
  const email = attempt.email.trim().toLowerCase()
  // Hashed, since the table of counts is no place for addresses of people.
  const limits: RateLimit[] = [
    { key: `sign-in:account:${digest(email)}`, limit: 10, window: ATTEMPT_WINDOW },
    { key: `sign-in:address:${digest(attempt.address)}`, limit: 100, window: ATTEMPT_WINDOW },
  ]
  // Counted before the password is looked at, so that attempts at the same time can not slip through together.
  const states = await Promise.all(limits.map((limit) => take(store, limit, now)))
  const blocked = states.filter(({ allowed }) => !allowed)
  if (blocked.length > 0) throw new TooManyAttempts(Math.max(...blocked.map(({ resetAfter }) => resetAfter)))

  const user = await store.prisma.user.findUnique({ where: { email }, include: { publisher: true } })
  const fits = await verifyPassword(user?.passwordHash, attempt.password)
  if (!user || !fits || !isActive(user)) return null

  await Promise.all(limits.map((limit) => giveBack(store, limit, now)))
  const session = await store.prisma.session.create({
    data: {
      organizationId: user.organizationId,
      userId: user.id,
      userAgent: attempt.userAgent.slice(0, 500),
      address: attempt.address,
      expiresAt: new Date(now.getTime() + SESSION_SECONDS * 1000),
    },
  })
  return { sessionId: session.id, userId: user.id }
}

function digest(text: string): string {
  return createHash('sha256').update(text).digest('base64url')
}

const header = (headers: Record<string, unknown> | undefined, name: string): string => z.string().catch('').parse(headers?.[name])

/** next-auth does the cookie, its signature and cross-site protection; who is signed in is a row that can be revoked. */
export function authOptions(): NextAuthOptions {
  return {
    secret: authSecret(),
    session: { strategy: 'jwt', maxAge: SESSION_SECONDS },
    pages: { signIn: '/sign-in', error: '/sign-in' },
    cookies: { sessionToken: { name: sessionCookieName(), options: { httpOnly: true, sameSite: 'lax', path: '/', secure: isSecure() } } },
    providers: [
      Credentials({
        credentials: { email: { type: 'email' }, password: { type: 'password' } },
        async authorize(credentials, request) {
          const given = z.object({ email: z.string().max(320), password: z.string().max(1000) }).safeParse(credentials)
          if (!given.success) return null
          const signedIn = await signIn(database(), {
            ...given.data,
            address: addressOf({ get: (name) => header(request.headers, name) }),
            userAgent: header(request.headers, 'user-agent'),
          })
          return signedIn && { id: signedIn.userId, sessionId: signedIn.sessionId }
        },
      }),
    ],
    callbacks: {
      jwt: ({ token, user }) => (user && 'sessionId' in user ? { sessionId: user.sessionId } : token),
      session: ({ session }) => ({ expires: session.expires }),
    },
    events: {
      async signOut({ token }) {
        const { sessionId } = z.object({ sessionId: z.uuid() }).catch({ sessionId: '' }).parse(token)
        if (sessionId) await database().prisma.session.updateMany({ where: { id: sessionId }, data: { revokedAt: new Date() } })
      },
    },
    // Wrong passwords are no news for the log.
    logger: { error: (code, metadata) => code !== 'CREDENTIALS_SIGNIN_ERROR' && console.error('sign-in', code, metadata), warn: () => {}, debug: () => {} },
  }
}
