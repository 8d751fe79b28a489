import type { NextAuthOptions } from 'next-auth'
import Credentials from 'next-auth/providers/credentials'
import { z } from 'zod'
import { database } from '../database/client'
import { userOfAccount } from './linked-account'
import { issueLink } from './one-time-token'
import { originOf } from './origin'
import { authProviders } from './providers'
import { authSecret } from './secret'
import { isSecure, sessionCookieName } from './session-cookie'
import { SESSION_SECONDS, signIn, signInByLink, startSession, type SignedIn } from './sign-in'

const code = z.string().max(100).optional()
const byPassword = z.object({ email: z.string().max(320), password: z.string().max(1000), code })
const byLink = z.object({ token: z.string().max(100), code })

const asUser = (signedIn: SignedIn | null) => signedIn && { id: signedIn.userId, sessionId: signedIn.sessionId }

/**
 * next-auth does the cookie, its signature, cross-site protection and the ways through other sites; who is signed in is a row that can be
 * revoked (startSession), however they came.
 */
export function authOptions(headers: Headers): NextAuthOptions {
  const from = originOf(headers)
  return {
    secret: authSecret(),
    session: { strategy: 'jwt', maxAge: SESSION_SECONDS },
    pages: { signIn: '/sign-in', error: '/sign-in' },
    cookies: { sessionToken: { name: sessionCookieName(), options: { httpOnly: true, sameSite: 'lax', path: '/', secure: isSecure() } } },
    providers: [
      Credentials({
        credentials: { email: {}, password: {}, code: {} },
        async authorize(credentials) {
          const given = byPassword.safeParse(credentials)
          return given.success ? asUser(await signIn(database(), { ...given.data, from })) : null
        },
      }),
      Credentials({
        id: 'link',
        credentials: { token: {}, code: {} },
        async authorize(credentials) {
          const given = byLink.safeParse(credentials)
          return given.success ? asUser(await signInByLink(database(), { ...given.data, from })) : null
        },
      }),
      ...authProviders(),
    ],
    callbacks: {
      async signIn({ account, profile }) {
        if (account?.type !== 'oauth') return true
        const user = await userOfAccount(database(), { provider: account.provider, subject: account.providerAccountId }, profile, from)
        if (!user) return '/sign-in?error=NoAccount'
        if (!user.totpConfirmedAt) return true
        // The other site is the first factor. The second is asked for as with a link that was mailed.
        return issueLink(database().prisma, 'signIn', { organizationId: user.organizationId, userId: user.id })
      },
      async jwt({ token, user, account, profile }) {
        if (account?.type === 'oauth') {
          const found = await userOfAccount(database(), { provider: account.provider, subject: account.providerAccountId }, profile, from)
          return found && !found.totpConfirmedAt ? { sessionId: (await startSession(database(), found, from)).sessionId } : {}
        }
        return user && 'sessionId' in user ? { sessionId: user.sessionId } : token
      },
      session: ({ session }) => ({ expires: session.expires }),
    },
    events: {
      async signOut({ token }) {
        const { sessionId } = z.object({ sessionId: z.uuid() }).catch({ sessionId: '' }).parse(token)
        if (sessionId) await database().prisma.session.updateMany({ where: { id: sessionId }, data: { revokedAt: new Date() } })
      },
    },
    // Wrong passwords are no news for the log.
    logger: {
      error(name, metadata) {
        if (name === 'CREDENTIALS_SIGNIN_ERROR') return
        // Not the error itself: those of OAuth carry the answer of the other site, with its tokens.
        console.error('sign-in', name, ('error' in metadata ? metadata.error : metadata).stack)
      },
      warn: () => {},
      debug: () => {},
    },
  }
}
