import { randomUUID } from 'node:crypto'
import type { NextAuthOptions } from 'next-auth'
import Credentials from 'next-auth/providers/credentials'
import { z } from 'zod'
import { database } from '../database/client'
import { isStorable } from '../text'
import { TooManyAttempts } from './attempts'
import { knownDevice } from './known-device'
import { userOfAccount } from './linked-account'
import { issueLink } from './one-time-token'
import { originOf } from './origin'
import { pathOnSite } from './path'
import { authProviders } from './providers'
import { authSecret } from './secret'
import { isSecure, sessionCookieName } from './session-cookie'
import { SecondFactorNeeded, SESSION_SECONDS, signIn, signInByLink, startSession, type SignedIn } from './sign-in'

const text = (longest: number) => z.string().max(longest).refine(isStorable)
const code = text(100).optional()
const byPassword = z.object({ email: text(320), password: text(1000), code })
const byLink = z.object({ token: text(100), code })

/**
 * next-auth does the cookie, its signature, cross-site protection and signing in with other sites. Who is signed in is a row that can be
 * revoked (startSession), whichever way they came.
 * @param onSignedIn is told who has signed in
 */
export function authOptions(headers: Headers, onSignedIn: (userId: string) => void): NextAuthOptions {
  const from = originOf(headers)
  const device = (userId: string) => knownDevice(headers, userId)
  const asUser = (signedIn: SignedIn | null) => {
    if (signedIn) onSignedIn(signedIn.userId)
    return signedIn && { id: signedIn.userId, sessionId: signedIn.sessionId }
  }
  return {
    secret: authSecret(),
    session: { strategy: 'jwt', maxAge: SESSION_SECONDS },
    pages: { signIn: '/sign-in', signOut: '/sign-in', error: '/sign-in' },
    cookies: { sessionToken: { name: sessionCookieName(), options: { httpOnly: true, sameSite: 'lax', path: '/', secure: isSecure() } } },
    providers: [
      Credentials({
        credentials: { email: {}, password: {}, code: {} },
        authorize: (credentials) =>
          guarded(async () => {
            const given = byPassword.safeParse(credentials)
            return given.success ? asUser(await signIn(database(), { ...given.data, from, device })) : null
          }),
      }),
      Credentials({
        id: 'link',
        credentials: { token: {}, code: {} },
        authorize: (credentials) =>
          guarded(async () => {
            const given = byLink.safeParse(credentials)
            return given.success ? asUser(await signInByLink(database(), { ...given.data, from, device })) : null
          }),
      }),
      ...authProviders(),
    ],
    callbacks: {
      // Other sites and garbage lead to the start page.
      redirect: ({ url, baseUrl }) => baseUrl + (pathOnSite(url, baseUrl) ?? '/overview'),
      signIn: ({ account, profile }) =>
        guarded(async () => {
          if (account?.type !== 'oauth') return true
          const user = await userOfAccount(database(), { provider: account.provider, subject: account.providerAccountId }, profile, from)
          if (!user) return '/sign-in?error=NoAccount'
          if (!user.totpConfirmedAt) return true
          // The other site is the first factor. The second is asked for as with a link that was mailed.
          return issueLink(database().prisma, 'signIn', { organizationId: user.organizationId, userId: user.id })
        }),
      jwt: ({ token, user, account, profile }) =>
        guarded(async () => {
          if (account?.type === 'oauth') {
            const found = await userOfAccount(database(), { provider: account.provider, subject: account.providerAccountId }, profile, from)
            const signedIn = found && !found.totpConfirmedAt ? asUser(await startSession(database(), found, from)) : null
            return signedIn ? { sessionId: signedIn.sessionId } : {}
          }
          return user && 'sessionId' in user ? { sessionId: user.sessionId } : token
        }),
      session: ({ session }) => ({ expires: session.expires }),
    },
    events: {
      async signOut({ token }) {
        const { sessionId } = z.object({ sessionId: z.uuid() }).catch({ sessionId: '' }).parse(token)
        if (sessionId) await database().prisma.session.updateMany({ where: { id: sessionId }, data: { revokedAt: new Date() } })
      },
    },
    logger: {
      error(name, metadata) {
        // Wrong passwords aren't news, and what next-auth's own code in browsers reports is anyone's text.
        if (name === 'CREDENTIALS_SIGNIN_ERROR') return
        // Not the error itself: those of OAuth carry the other site's answer, with its tokens.
        console.error('sign-in', name, ('error' in metadata ? metadata.error : metadata).stack)
      },
      warn: () => {},
      debug: () => {},
    },
  }
}

/** What next-auth may hand on: it puts the message of whatever is thrown into an address. The rest goes to the log, and out under an ID only. */
async function guarded<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    if (error instanceof TooManyAttempts || error instanceof SecondFactorNeeded) throw error
    const id = randomUUID()
    console.error(`sign-in ${id} failed:`, error)
    // Without its cause, which next-auth would log too.
    // oxlint-disable-next-line preserve-caught-error
    throw new Error(`Unexpected:${id}`)
  }
}
