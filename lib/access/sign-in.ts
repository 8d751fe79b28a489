import type { Database } from '../database/client'
import { isMailConfigured, sendMailLater } from '../mail/send'
import { signInLink } from '../mail/messages'
import { isActive } from './active'
import { countAttempt } from './attempts'
import { consumeToken, findToken, issueLink } from './one-time-token'
import type { Origin } from './origin'
import { verifyPassword } from './password'
import { takeCode } from './second-factor'

/** How long somebody stays signed in, in seconds. */
export const SESSION_SECONDS = 30 * 24 * 3600

export type SignedIn = { sessionId: string; userId: string }

/** The password or link was right, and a code is needed too, or the one given was wrong. The text is for next-auth, as in attempts.ts. */
export class SecondFactorNeeded extends Error {
  constructor(given: string | undefined) {
    super(given === undefined ? 'SecondFactorNeeded' : 'SecondFactorWrong')
  }
}

type Person = { id: string; organizationId: string; totpConfirmedAt: Date | null }

/**
 * Signs in by password, and code where the account has a second factor.
 * @returns null: the same for an unknown address, a wrong password and somebody who may not come in
 * @throws TooManyAttempts, SecondFactorNeeded
 */
export async function signIn(
  store: Database,
  attempt: { email: string; password: string; code?: string; from: Origin },
  now = new Date(),
): Promise<SignedIn | null> {
  const email = attempt.email.trim().toLowerCase()
  const turnedOutWell = await countAttempt(store, 'signIn', { account: email, address: attempt.from.address }, now)
  const user = await store.prisma.user.findUnique({ where: { email }, include: { publisher: true } })
  const fits = await verifyPassword(user?.passwordHash, attempt.password)
  if (!user || !fits || !isActive(user)) return null
  await turnedOutWell()
  await demandCode(store, user, attempt, now)
  return startSession(store, user, attempt.from, now)
}

/**
 * Signs in by a link that was mailed, or made after signing in elsewhere, and code where the account has a second factor.
 * @returns null when the link is not good, or its owner may not come in
 * @throws TooManyAttempts, SecondFactorNeeded, both without using the link up
 */
export async function signInByLink(store: Database, attempt: { token: string; code?: string; from: Origin }, now = new Date()): Promise<SignedIn | null> {
  const found = await findToken(store, 'signIn', attempt.token, now)
  if (!found || !isActive(found.user)) return null
  await demandCode(store, found.user, attempt, now)
  if (!(await consumeToken(store.prisma, 'signIn', attempt.token, now))) return null
  return startSession(store, found.user, attempt.from, now)
}

async function demandCode(store: Database, user: Person, { code, from }: { code?: string; from: Origin }, now: Date): Promise<void> {
  if (!user.totpConfirmedAt) return
  if (code === undefined) throw new SecondFactorNeeded(undefined)
  const turnedOutWell = await countAttempt(store, 'secondFactor', { account: user.id, address: from.address }, now)
  if (!(await takeCode(store.prisma, user, code, now))) throw new SecondFactorNeeded(code)
  await turnedOutWell()
}

/** A session for somebody who has shown who they are. */
export async function startSession(store: Database, user: { id: string; organizationId: string }, from: Origin, now = new Date()): Promise<SignedIn> {
  const session = await store.prisma.session.create({
    data: {
      organizationId: user.organizationId,
      userId: user.id,
      ...from,
      expiresAt: new Date(now.getTime() + SESSION_SECONDS * 1000),
    },
  })
  return { sessionId: session.id, userId: user.id }
}

/**
 * Mails a link to sign in with, if the address is somebody's who may come in. What is said is the same otherwise.
 * @throws TooManyAttempts
 */
export async function requestSignInLink(store: Database, given: { email: string; from: Origin }): Promise<void> {
  const email = given.email.trim().toLowerCase()
  await countAttempt(store, 'mail', { account: email, address: given.from.address })
  if (!isMailConfigured()) return
  // After the answer, so that how long it takes does not tell either.
  mailSignInLink(store, email).catch((error: unknown) => console.error('A link to sign in could not be made:', error))
}

async function mailSignInLink(store: Database, email: string): Promise<void> {
  const user = await store.prisma.user.findUnique({ where: { email }, include: { publisher: true } })
  if (!user || !isActive(user)) return
  const url = await issueLink(store.prisma, 'signIn', { organizationId: user.organizationId, userId: user.id })
  sendMailLater(signInLink({ to: email, url }))
}
