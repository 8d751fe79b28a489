import { randomUUID } from 'node:crypto'
import type { NextAuthOptions } from 'next-auth'
import Credentials from 'next-auth/providers/credentials'
import { z } from 'zod'
import { database } from '@/lib/database/client'
import { text } from '@/lib/fields'
import { TooManyAttempts } from './attempts'
import { credentialFields } from './credentials'
import { knownDevice } from './known-device'
import { userOfAccount } from './linked-account'
import { issueLink } from './one-time-token'
import { originOf } from '@/lib/identity/origin'
import { pathOnSite } from './path'
import { authProviders } from './providers'
import { authSecret } from './secret'
import { isSecure, sessionCookieName } from './session-cookie'
import { SecondFactorNeeded, SESSION_SECONDS, signIn, signInByLink, startSession, type SignedIn } from './sign-in'

const code = text.max(100).optional()
const byPassword = z.object({ ...credentialFields, code })
const byLink = z.object({ token: text.max(100), code })

/**
 * next-auth handles the cookie, its signature, CSRF protection, and sign-in with other sites. However someone signs in, their session is a row
 * that can be revoked (startSession).
 * @param onSignedIn called with the ID of the user who signed in
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
    cookies: {
      sessionToken: {
        name: sessionCookieName(),
        options: { httpOnly: true, sameSite: 'lax', path: '/', secure: isSecure() },
      },
    },
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
      // URLs on other sites and malformed ones redirect to the overview.
      redirect: ({ url, baseUrl }) => baseUrl + (pathOnSite(url, baseUrl) ?? '/overview'),
      signIn: ({ account, profile }) =>
        guarded(async () => {
          if (account?.type !== 'oauth') return true
          const user = await userOfAccount(
            database(),
            { provider: account.provider, subject: account.providerAccountId },
            profile,
            from,
          )
          if (!user) return '/sign-in?error=NoAccount'
          if (!user.totpConfirmedAt) return true
          // The other site is the first factor. The page for emailed sign-in links asks for the second.
          return issueLink(database().prisma, 'signIn', { organizationId: user.organizationId, userId: user.id })
        }),
      jwt: ({ token, user, account, profile }) =>
        guarded(async () => {
          if (account?.type === 'oauth') {
            const found = await userOfAccount(
              database(),
              { provider: account.provider, subject: account.providerAccountId },
              profile,
              from,
            )
            const signedIn =
              found && !found.totpConfirmedAt ? asUser(await startSession(database(), found, from)) : null
            return signedIn ? { sessionId: signedIn.sessionId } : {}
          }
          return user && 'sessionId' in user ? { sessionId: user.sessionId } : token
        }),
      session: ({ session }) => ({ expires: session.expires }),
    },
    events: {
      async signOut({ token }) {
        const { sessionId } = z.object({ sessionId: z.uuid() }).catch({ sessionId: '' }).parse(token)
        if (sessionId)
          await database().prisma.session.updateMany({ where: { id: sessionId }, data: { revokedAt: new Date() } })
      },
    },
    logger: {
      error(name, metadata) {
        // A wrong password isn't worth a log line.
        if (name === 'CREDENTIALS_SIGNIN_ERROR') return
        // Not the error object itself: OAuth errors include the other site's response, with its tokens.
        console.error('sign-in', name, ('error' in metadata ? metadata.error : metadata).stack)
      },
      warn: () => {},
      debug: () => {},
    },
  }
}

/** next-auth puts the message of any thrown error into a URL. This lets expected errors through, and logs the rest under an ID that stands in for them. */
async function guarded<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    if (error instanceof TooManyAttempts || error instanceof SecondFactorNeeded) throw error
    const id = randomUUID()
    console.error(`sign-in ${id} failed:`, error)
    // No cause: next-auth would log it again.
    // oxlint-disable-next-line preserve-caught-error
    throw new Error(`Unexpected:${id}`)
  }
}
