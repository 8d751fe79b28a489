import { config } from '@/lib/config'
import type { Database } from '@/lib/database/client'
import { lockoutNotice } from '@/lib/mail/lockout-notice'
import { signInLink } from '@/lib/mail/messages'
import { isMailConfigured, sendMailLater } from '@/lib/mail/send'
import { isActive } from '@/lib/identity/active'
import { countAttempt, isFirstInWindow, TooManyAttempts, type AttemptKind } from './attempts'
import { consumeToken, findToken, issueLinkTo } from './one-time-token'
import type { Origin } from '@/lib/identity/origin'
import { hashPassword, matchPassword } from './password'
import { takeCode } from './second-factor'

/** How long someone stays signed in, in seconds. */
export const SESSION_SECONDS = 30 * 24 * 3600

export type SignedIn = { sessionId: string; userId: string }

/** The password or link was right, but a code is missing or wrong. next-auth passes the message on, as in attempts.ts. */
export class SecondFactorNeeded extends Error {
  constructor(given: string | undefined) {
    super(given === undefined ? 'SecondFactorNeeded' : 'SecondFactorWrong')
  }
}

type Person = { id: string; organizationId: string; email: string; totpConfirmedAt: Date | null }

type Attempt = {
  code?: string | undefined
  from: Origin
  /** The ID of the browser, if the user has signed in with it before: lib/access/known-device.ts. */
  device?: (userId: string) => string | undefined
}

/**
 * Signs in with a password, plus a code if the account has 2FA on.
 * @returns null for an unknown address, a wrong password, or an inactive user, so they can't be told apart
 * @throws TooManyAttempts, SecondFactorNeeded
 */
export async function signIn(
  store: Database,
  attempt: Attempt & { email: string; password: string },
  now = new Date(),
): Promise<SignedIn | null> {
  const email = attempt.email.trim().toLowerCase()
  const user = await store.prisma.user.findUnique({ where: { email }, include: { publisher: true } })
  const owner = user && isActive(user) ? user : null
  const giveBack = await countOrNotify(store, 'signIn', { account: email, owner }, attempt, now)
  const match = await matchPassword(user?.passwordHash, attempt.password)
  if (!owner || match === null) return null
  await giveBack()
  if (match === 'old') await hashAgain(store, owner, attempt.password)
  await requireCode(store, owner, attempt, now)
  return startSession(store, owner, attempt.from, now)
}

/**
 * Signs in with a link, either emailed or created after signing in with another site, plus a code if the account has 2FA on.
 * @returns null if the link isn't valid or its owner isn't active
 * @throws TooManyAttempts, SecondFactorNeeded; neither uses up the link
 */
export async function signInByLink(
  store: Database,
  attempt: Attempt & { token: string },
  now = new Date(),
): Promise<SignedIn | null> {
  const found = await findToken(store, 'signIn', attempt.token, now)
  if (!found || !isActive(found.user)) return null
  await requireCode(store, found.user, attempt, now)
  if (!(await consumeToken(store.prisma, 'signIn', attempt.token, now))) return null
  return startSession(store, found.user, attempt.from, now)
}

async function requireCode(store: Database, user: Person, attempt: Attempt, now: Date): Promise<void> {
  if (!user.totpConfirmedAt) return
  if (attempt.code === undefined) throw new SecondFactorNeeded(undefined)
  const giveBack = await countOrNotify(store, 'secondFactor', { account: user.id, owner: user }, attempt, now)
  if (!(await takeCode(store.prisma, user, attempt.code, now))) throw new SecondFactorNeeded(attempt.code)
  await giveBack()
}

/** Like `countAttempt`, and emails the owner when their account reaches its limit, once per window. */
async function countOrNotify(
  store: Database,
  kind: AttemptKind & ('signIn' | 'secondFactor'),
  { account, owner }: { account: string; owner: Person | null },
  { from, device }: Attempt,
  now: Date,
): Promise<() => Promise<void>> {
  try {
    return await countAttempt(
      store,
      kind,
      { account, address: from.address, device: owner ? device?.(owner.id) : undefined },
      now,
    )
  } catch (error) {
    if (
      error instanceof TooManyAttempts &&
      error.forAccount &&
      owner &&
      (await isFirstInWindow(store, kind, account, now))
    ) {
      sendMailLater(lockoutNotice({ to: owner.email, kind, url: `${config().baseUrl}/forgot-password` }))
    }
    throw error
  }
}

/** Rehashes the password, unless it has changed in the meantime. */
async function hashAgain(
  store: Database,
  user: Person & { passwordHash: string | null },
  password: string,
): Promise<void> {
  const { id, organizationId, passwordHash: old } = user
  await store.prisma.user.updateMany({
    where: { id, organizationId, passwordHash: old },
    data: { passwordHash: await hashPassword(password) },
  })
}

/** Starts a session for someone who's fully authenticated. */
export async function startSession(
  store: Database,
  user: { id: string; organizationId: string },
  from: Origin,
  now = new Date(),
): Promise<SignedIn> {
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
 * Emails a sign-in link, if the address belongs to an active user. The answer is the same if it doesn't.
 * @throws TooManyAttempts
 */
export async function requestSignInLink(store: Database, given: { email: string; from: Origin }): Promise<void> {
  const email = given.email.trim().toLowerCase()
  await countAttempt(store, 'mail', { account: email, address: given.from.address })
  if (!isMailConfigured()) return
  // Not awaited, so the response time doesn't reveal whether the account exists.
  mailSignInLink(store, email).catch((error: unknown) => console.error('Could not create a sign-in link:', error))
}

async function mailSignInLink(store: Database, email: string): Promise<void> {
  const url = await issueLinkTo(store, 'signIn', email)
  if (url !== null) sendMailLater(signInLink({ to: email, url }))
}
