import { randomUUID } from 'node:crypto'
import { TOTP } from 'otpauth'
import { afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'
import { config } from '@/lib/config'
import { testDatabase } from '@/lib/testing/database'
import { testEventLog } from '@/lib/testing/events'
import { createWorld, type Person, type World } from '@/lib/testing/world'
import type { Caller } from '@/lib/identity/caller'
import type { Role } from '@/lib/identity/permissions'
import { requestEmailChange } from './email-change'
import { acceptInvitation, invite } from './invitation'
import { userOfAccount } from './linked-account'
import { findToken, forgetOldLinks, issueLink, type TokenKind } from './one-time-token'
import { changePassword, updateProfile } from './own-account'
import {
  confirmSecondFactor,
  disableSecondFactor,
  renewRecoveryCodes,
  secondFactorOf,
  setUpSecondFactor,
} from './own-second-factor'
import { endOtherSessions, endOwnSession, ownSessions } from './own-sessions'
import { hashPassword } from './password'
import { requestPasswordReset, resetPassword } from './password-reset'
import { resolveCaller } from './resolve'
import { requestSignInLink, signIn, signInByLink } from './sign-in'

// Ways into an account and changes to it, on a real database. Email is read from the log, where it goes without SMTP_URL.

const database = await testDatabase()
const events = await testEventLog()
let world: World
let organizationId = ''
let printed: string[] = []
const from = { address: '192.0.2.1', userAgent: 'Test' }
/** An IP address with no attempts so far. */
const elsewhere = () => ({ address: randomUUID(), userAgent: '' })
const PASSWORD = 'correct horse battery'
let passwordHash = ''

beforeAll(async () => {
  world = await createWorld(database, events)
  organizationId = world.organizationId
  passwordHash = await hashPassword(PASSWORD)
})
beforeEach(() => {
  printed = []
  vi.spyOn(console, 'log').mockImplementation((line: unknown) => void printed.push(String(line)))
})
afterEach(() => vi.restoreAllMocks())

async function account(data: { passwordHash?: string | null; status?: 'Active' | 'Deactivated' } = {}) {
  return database.prisma.user.create({
    data: { organizationId, email: `${randomUUID()}@example.com`, role: 'admin', passwordHash, ...data },
  })
}

async function callerOf(person: Person): Promise<Caller> {
  const caller = await resolveCaller(database, new Headers({ cookie: person.cookie }))
  if ('problem' in caller) throw new Error(caller.problem)
  return caller
}

/** Signs a user in and returns them as a Caller. */
async function signedIn(user: {
  id: string
  email: string
  role: Role
}): Promise<Caller & { via: { kind: 'session'; id: string } }> {
  const session = await signIn(database, { email: user.email, password: PASSWORD, from: elsewhere() })
  const base = await callerOf(world.admin)
  return {
    ...base,
    via: { kind: 'session', id: session?.sessionId ?? '' },
    user: { ...base.user, id: user.id, email: user.email, role: user.role },
    from,
  }
}

/** Waits for an email to an address and returns the newest one. */
async function mailTo(email: string): Promise<string> {
  return vi.waitFor(() => {
    const mail = printed.findLast((line) => line.includes(`Email to ${email}`))
    if (!mail) throw new Error('no mail')
    return mail
  })
}
const tokenIn = (mail: string): string => /token=([\w-]{43})/.exec(mail)?.[1] ?? ''
const audited = async (userId: string) =>
  (await database.prisma.auditEntry.findMany({ where: { entityId: userId }, orderBy: { id: 'asc' } })).map(
    ({ action }) => action,
  )
const liveSessions = (userId: string) => database.prisma.session.count({ where: { userId, revokedAt: null } })

describe('a link', () => {
  const link = async (kind: TokenKind, userId: string, now?: Date) =>
    tokenIn(await issueLink(database.prisma, kind, { organizationId, userId }, undefined, now))

  test('works only once, even when used concurrently', async () => {
    const user = await account()
    const token = await link('passwordReset', user.id)
    const tries = await Promise.allSettled(
      [1, 2, 3].map((index) => resetPassword(database, { token, password: `new password ${index}`, from })),
    )
    expect(tries.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected', 'rejected'])
    await expect(resetPassword(database, { token, password: 'again and again', from })).rejects.toMatchObject({
      kind: 'not_found',
    })
  })

  test('survives being looked up, expires, works for one purpose only, and is replaced by a newer one', async () => {
    const user = await account()
    const token = await link('invitation', user.id)
    for (let look = 0; look < 3; look++)
      expect(await findToken(database, 'invitation', token)).toMatchObject({ userId: user.id })
    expect(await findToken(database, 'passwordReset', token)).toBeNull()
    expect(await findToken(database, 'invitation', token, new Date(Date.now() + 7 * 86_400_000 + 1000))).toBeNull()
    const newer = await link('invitation', user.id)
    expect(await findToken(database, 'invitation', token)).toBeNull()
    expect(await findToken(database, 'invitation', newer)).not.toBeNull()
    expect(await findToken(database, 'invitation', `${newer}x`)).toBeNull()
  })

  test('is stored only as a hash, and deleted a day after it expires', async () => {
    const user = await account()
    const token = await link('signIn', user.id, new Date(Date.now() - 2 * 86_400_000))
    expect(JSON.stringify(await database.prisma.oneTimeToken.findMany({ where: { userId: user.id } }))).not.toContain(
      token,
    )
    await forgetOldLinks(database)
    expect(await database.prisma.oneTimeToken.count({ where: { userId: user.id } })).toBe(0)
  })

  test('doesn’t work for an inactive user', async () => {
    const user = await account({ status: 'Deactivated', passwordHash: null })
    for (const accept of [acceptInvitation, resetPassword]) {
      const token = await link(accept === acceptInvitation ? 'invitation' : 'passwordReset', user.id)
      await expect(accept(database, { token, password: 'a new password', from })).rejects.toMatchObject({
        kind: 'not_found',
      })
    }
    expect(await signInByLink(database, { token: await link('signIn', user.id), from })).toBeNull()
    expect((await database.prisma.user.findUniqueOrThrow({ where: { id: user.id } })).passwordHash).toBeNull()
  })
})

test('an invitation lets a user choose a password and sign in; once accepted, it can’t be sent again', async () => {
  const user = await account({ passwordHash: null })
  const inviter = await callerOf(world.admin)
  await invite(database, inviter, user.id)
  const first = tokenIn(await mailTo(user.email))
  printed = []
  await invite(database, inviter, user.id)
  const mail = await mailTo(user.email)
  expect(mail).toContain(inviter.organization.name)
  await expect(acceptInvitation(database, { token: first, password: PASSWORD, from })).rejects.toMatchObject({
    kind: 'not_found',
  })
  expect(await acceptInvitation(database, { token: tokenIn(mail), password: PASSWORD, from })).toEqual({
    email: user.email,
  })
  expect(await signIn(database, { email: user.email, password: PASSWORD, from })).not.toBeNull()
  await expect(invite(database, inviter, user.id)).rejects.toMatchObject({ kind: 'conflict' })
  expect(await audited(user.id)).toEqual(['invite', 'invite', 'acceptInvitation'])
})

test('admins can’t invite users of another organization', async () => {
  const foreign = await createWorld(database, events)
  const user = await account({ passwordHash: null })
  await expect(invite(database, await callerOf(foreign.admin), user.id)).rejects.toMatchObject({ kind: 'not_found' })
})

describe('a password reset', () => {
  test('sets a new password from an emailed link, and ends every session and link', async () => {
    const user = await account()
    await signedIn(user)
    await signedIn(user)
    await requestPasswordReset(database, { email: ` ${user.email.toUpperCase()}`, from: elsewhere() })
    const token = tokenIn(await mailTo(user.email))
    const link = tokenIn(await issueLink(database.prisma, 'signIn', { organizationId, userId: user.id }))
    await resetPassword(database, { token, password: 'another password', from })
    expect(await liveSessions(user.id)).toBe(0)
    expect(await signInByLink(database, { token: link, from })).toBeNull()
    expect(await signIn(database, { email: user.email, password: PASSWORD, from })).toBeNull()
    expect(await signIn(database, { email: user.email, password: 'another password', from })).not.toBeNull()
    expect(await audited(user.id)).toEqual(['resetPassword'])
    expect(await mailTo(user.email)).toContain('password was changed')
  })

  test('silently sends nothing to unknown addresses and inactive users', async () => {
    const gone = await account({ status: 'Deactivated' })
    for (const email of ['nobody@nowhere.example', gone.email])
      await requestPasswordReset(database, { email, from: elsewhere() })
    const witness = await account()
    await requestPasswordReset(database, { email: witness.email, from: elsewhere() })
    await mailTo(witness.email)
    expect(printed).toHaveLength(1)
  })

  test('can be requested three times an hour, whether or not the address is known', async () => {
    for (const email of [(await account()).email, `${randomUUID()}@nowhere.example`]) {
      for (let count = 0; count < 3; count++) await requestPasswordReset(database, { email, from: elsewhere() })
      await expect(requestPasswordReset(database, { email, from: elsewhere() })).rejects.toThrow(/^TooManyAttempts/)
    }
  })
})

describe('a sign-in link', () => {
  test('is sent if email is configured, and works once', async () => {
    const user = await account()
    await requestSignInLink(database, { email: user.email, from: elsewhere() })
    expect(await database.prisma.oneTimeToken.count({ where: { userId: user.id } })).toBe(0)
    config().smtpUrl = 'smtp://127.0.0.1:1'
    const failed = vi.spyOn(console, 'error').mockImplementation(() => {})
    try {
      await requestSignInLink(database, { email: user.email, from: elsewhere() })
      await vi.waitFor(async () =>
        expect(await database.prisma.oneTimeToken.count({ where: { userId: user.id, kind: 'signIn' } })).toBe(1),
      )
      await vi.waitFor(() => expect(failed).toHaveBeenCalled())
    } finally {
      delete config().smtpUrl
    }
    const token = tokenIn(await issueLink(database.prisma, 'signIn', { organizationId, userId: user.id }))
    const session = await signInByLink(database, { token, from })
    expect(await database.prisma.session.findUniqueOrThrow({ where: { id: session?.sessionId ?? '' } })).toMatchObject({
      userId: user.id,
      address: from.address,
    })
    expect(await signInByLink(database, { token, from })).toBeNull()
  })
})

describe('your own account', () => {
  test('changing the password requires the old one and signs out everywhere else', async () => {
    const user = await account()
    const other = await signedIn(user)
    const caller = await signedIn(user)
    await expect(
      changePassword(database, caller, { oldPassword: 'wrong', password: 'another password' }),
    ).rejects.toMatchObject({ kind: 'invalid', field: 'oldPassword' })
    await changePassword(database, caller, { oldPassword: PASSWORD, password: 'another password' })
    const sessions = await ownSessions(database, caller)
    expect(sessions.map(({ id }) => id)).toEqual([caller.via.id])
    expect(other.via.id).not.toBe(caller.via.id)
    expect(await audited(user.id)).toEqual(['changePassword'])
    expect(JSON.stringify(await database.prisma.auditEntry.findMany({ where: { entityId: user.id } }))).not.toContain(
      'argon2',
    )
  })

  test('the old password can be guessed at most ten times', async () => {
    const caller = await signedIn(await account())
    for (let count = 0; count < 10; count++)
      await expect(
        changePassword(database, caller, { oldPassword: 'wrong', password: 'another password' }),
      ).rejects.toMatchObject({ kind: 'invalid' })
    await expect(
      changePassword(database, caller, { oldPassword: PASSWORD, password: 'another password' }),
    ).rejects.toThrow(/^TooManyAttempts/)
  })

  test('changes that require a password fail if the account has none', async () => {
    const user = await account()
    const caller = await signedIn(user)
    await database.prisma.user.update({ where: { id: user.id }, data: { passwordHash: null } })
    await expect(
      changePassword(database, caller, { oldPassword: '', password: 'another password' }),
    ).rejects.toMatchObject({ kind: 'conflict' })
    await expect(
      requestEmailChange(database, caller, { email: 'new@example.com', password: '' }),
    ).rejects.toMatchObject({ kind: 'conflict' })
  })

  test('profile changes are saved and audited, but not when nothing changes', async () => {
    const user = await account()
    const caller = await signedIn(user)
    for (let time = 0; time < 2; time++)
      await updateProfile(database, caller, { firstName: 'Ada', timezone: 'Europe/Berlin' })
    const entries = await database.prisma.auditEntry.findMany({ where: { entityId: user.id } })
    expect(entries).toHaveLength(1)
    expect(entries[0]).toMatchObject({
      before: { firstName: '', timezone: null },
      after: { firstName: 'Ada', timezone: 'Europe/Berlin' },
    })
  })

  test('people can end only their own sessions', async () => {
    const user = await account()
    const [first, second, caller] = [await signedIn(user), await signedIn(user), await signedIn(user)]
    const stranger = await signedIn(await account())
    await expect(endOwnSession(database, stranger, first.via.id)).rejects.toMatchObject({ kind: 'not_found' })
    await endOwnSession(database, caller, first.via.id)
    await expect(endOwnSession(database, caller, first.via.id)).rejects.toMatchObject({ kind: 'not_found' })
    expect((await ownSessions(database, caller)).map(({ id }) => id).toSorted()).toEqual(
      [second.via.id, caller.via.id].toSorted(),
    )
    await endOtherSessions(database, caller)
    expect((await ownSessions(database, caller)).map(({ id }) => id)).toEqual([caller.via.id])
    expect(await liveSessions(stranger.user.id)).toBe(1)
  })
})

describe('a second factor', () => {
  /** A user with an authenticator app. `code` is what the app shows `steps` × 30 seconds from now. */
  async function withApp() {
    const user = await account()
    const caller = await signedIn(user)
    const { secret, uri, picture } = await setUpSecondFactor(database, caller, PASSWORD)
    const app = new TOTP({ secret })
    const now = Date.now()
    const code = (steps = 0) => app.generate({ timestamp: now + steps * 30_000 })
    return { user, caller, uri, secret, picture, code, now, at: (steps: number) => new Date(now + steps * 30_000) }
  }
  const attempt = (email: string, code: string | undefined, now: Date) =>
    signIn(database, { email, password: PASSWORD, code, from: elsewhere() }, now)

  test('requires the password to set up, takes effect once a code is confirmed, and is stored encrypted', async () => {
    const { user, caller, uri, secret, picture, code, at } = await withApp()
    await expect(setUpSecondFactor(database, caller, 'wrong')).rejects.toMatchObject({
      kind: 'invalid',
      field: 'password',
    })
    expect(uri).toMatch(/^otpauth:\/\/totp\/Tributary:.*secret=[A-Z2-7]{32}/)
    expect(picture).toMatch(/^<svg /)
    const row = await database.prisma.user.findUniqueOrThrow({ where: { id: user.id } })
    expect(Buffer.from(row.totpSecret ?? []).includes(Buffer.from(new TOTP({ secret }).secret.bytes))).toBe(false)
    expect(await attempt(user.email, undefined, at(0))).not.toBeNull()
    await expect(confirmSecondFactor(database, caller, '000000')).rejects.toMatchObject({
      kind: 'invalid',
      field: 'code',
    })
    const recovery = await confirmSecondFactor(database, caller, code(), at(0))
    expect(new Set(recovery).size).toBe(10)
    expect(await secondFactorOf(database, caller)).toMatchObject({ recoveryCodesLeft: 10 })
    await expect(setUpSecondFactor(database, caller, PASSWORD)).rejects.toMatchObject({ kind: 'conflict' })
    await expect(attempt(user.email, undefined, at(1))).rejects.toThrow('SecondFactorNeeded')
    expect(await audited(user.id)).toEqual(['enableSecondFactor'])
  })

  test('accepts the current code and those one step before and after, each once', async () => {
    const { user, caller, code, at } = await withApp()
    await confirmSecondFactor(database, caller, code(-1), at(0))
    await expect(attempt(user.email, code(-1), at(0))).rejects.toThrow('SecondFactorWrong')
    expect(await attempt(user.email, ` ${code(0).slice(0, 3)} ${code(0).slice(3)} `, at(0))).not.toBeNull()
    await expect(attempt(user.email, code(0), at(0))).rejects.toThrow('SecondFactorWrong')
    const tries = await Promise.allSettled([1, 2, 3].map(() => attempt(user.email, code(5), at(4))))
    expect(tries.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
    await expect(attempt(user.email, code(9), at(7))).rejects.toThrow('SecondFactorWrong')
  })

  test.each(['\u00A0', '\u202F', '-', '\u2011', ' '])(
    'can be turned on and off with codes that have %j in the middle',
    async (gap) => {
      const { user, caller, code, at } = await withApp()
      const spaced = (text: string) => `${text.slice(0, 3)}${gap}${text.slice(3)}`
      const [recovery = ''] = await confirmSecondFactor(database, caller, spaced(code()), at(0))
      expect(await attempt(user.email, spaced(code(1)), at(1))).not.toBeNull()
      await disableSecondFactor(database, caller, recovery.replace('-', gap))
      expect(await secondFactorOf(database, caller)).toMatchObject({ confirmedAt: null })
    },
  )

  test('can be guessed five times from one network and ten times in total, and a wrong password still gets the usual answer', async () => {
    const { user, caller, code, at } = await withApp()
    await confirmSecondFactor(database, caller, code(), at(0))
    const later = at(10)
    const here = (given: string) =>
      signIn(database, { email: user.email, password: PASSWORD, code: given, from }, later)
    for (let count = 0; count < 5; count++) await expect(here('123')).rejects.toThrow('SecondFactorWrong')
    await expect(here(code(10))).rejects.toThrow(/^TooManyAttempts/)
    for (let count = 0; count < 5; count++)
      await expect(attempt(user.email, '123', later)).rejects.toThrow('SecondFactorWrong')
    await expect(attempt(user.email, code(10), later)).rejects.toThrow(/^TooManyAttempts/)
    expect(await mailTo(user.email)).toContain('someone knows your password')
    expect(await signIn(database, { email: user.email, password: 'wrong', code: code(10), from }, later)).toBeNull()
  })

  test('has recovery codes that work once and are replaced by new ones', async () => {
    const { user, caller, code, at } = await withApp()
    const [first = '', second = '', third = ''] = await confirmSecondFactor(database, caller, code(), at(0))
    expect(await attempt(user.email, first.toUpperCase(), at(0))).not.toBeNull()
    await expect(attempt(user.email, first, at(0))).rejects.toThrow('SecondFactorWrong')
    expect(await attempt(user.email, second.replace('-', ''), at(0))).not.toBeNull()
    expect(await secondFactorOf(database, caller)).toMatchObject({ recoveryCodesLeft: 8 })
    const renewed = await renewRecoveryCodes(database, caller, third)
    expect(renewed).toHaveLength(10)
    await expect(attempt(user.email, third, at(0))).rejects.toThrow('SecondFactorWrong')
    await disableSecondFactor(database, caller, renewed[0] ?? '')
    expect(await attempt(user.email, undefined, at(0))).not.toBeNull()
    expect(await secondFactorOf(database, caller)).toEqual({ confirmedAt: null, recoveryCodesLeft: 0 })
    await expect(disableSecondFactor(database, caller, renewed[1] ?? '')).rejects.toMatchObject({ kind: 'conflict' })
    expect(await audited(user.id)).toEqual(['enableSecondFactor', 'renewRecoveryCodes', 'disableSecondFactor'])
  })

  test('doesn’t work for another account, even if its secret is copied there', async () => {
    const mine = await withApp()
    await confirmSecondFactor(database, mine.caller, mine.code(-1), mine.at(0))
    const other = await withApp()
    const row = await database.prisma.user.findUniqueOrThrow({ where: { id: mine.user.id } })
    await database.prisma.user.update({
      where: { id: other.user.id },
      data: { totpSecret: row.totpSecret, totpConfirmedAt: new Date() },
    })
    await expect(attempt(other.user.email, mine.code(0), mine.at(0))).rejects.toThrow('SecondFactorWrong')
  })

  test('is also required with a sign-in link, which isn’t used up until the code is right', async () => {
    const { user, caller, code, at } = await withApp()
    await confirmSecondFactor(database, caller, code(-1), at(0))
    const token = tokenIn(
      await issueLink(database.prisma, 'signIn', { organizationId, userId: user.id }, undefined, at(0)),
    )
    const follow = (given?: string) => signInByLink(database, { token, code: given, from }, at(0))
    await expect(follow()).rejects.toThrow('SecondFactorNeeded')
    await expect(follow('000000')).rejects.toThrow('SecondFactorWrong')
    expect(await follow(code(0))).not.toBeNull()
    expect(await follow(code(1))).toBeNull()
  })
})

describe('an account on another site', () => {
  const profile = (email: string, verified: unknown = true) => ({ email, email_verified: verified })

  test('finds the user with the same verified address, and stays linked to them', async () => {
    const user = await account()
    const subject = randomUUID()
    expect(
      await userOfAccount(database, { provider: 'google', subject }, profile(user.email.toUpperCase()), from),
    ).toMatchObject({ id: user.id })
    expect(
      await userOfAccount(database, { provider: 'google', subject }, profile('moved@elsewhere.example', false), from),
    ).toMatchObject({ id: user.id })
    expect(await audited(user.id)).toEqual(['linkAccount'])
  })

  test('finds no user if the address is unknown or unverified, or the user has another account there', async () => {
    const user = await account()
    const find = (value: unknown, subject: string = randomUUID()) =>
      userOfAccount(database, { provider: 'google', subject }, value, from)
    for (const value of [
      profile('nobody@nowhere.example'),
      profile(user.email, false),
      profile(user.email, 'yes'),
      { email: user.email },
      {},
      undefined,
    ])
      expect(await find(value)).toBeNull()
    expect(await find(profile(user.email))).toMatchObject({ id: user.id })
    expect(await find(profile(user.email))).toBeNull()
    expect(await database.prisma.user.count({ where: { email: 'nobody@nowhere.example' } })).toBe(0)
  })

  test('on a site that replaced another one replaces the old site’s account', async () => {
    const user = await account()
    const find = (subject: string, verified = true) =>
      userOfAccount(database, { provider: 'oidc', subject }, profile(user.email, verified), from)
    const [old, fresh] = [`https://old.example#${randomUUID()}`, `https://new.example/#${randomUUID()}`]
    expect(await find(old)).toMatchObject({ id: user.id })
    expect(await find(fresh, false)).toBeNull()
    expect(await find(fresh)).toMatchObject({ id: user.id })
    expect(await find(fresh, false)).toMatchObject({ id: user.id })
    // The old account no longer works, and a second one on the same site isn't linked.
    expect(await find(old, false)).toBeNull()
    expect(await find(`https://new.example/#${randomUUID()}`)).toBeNull()
    expect(await database.prisma.linkedAccount.findMany({ where: { userId: user.id } })).toMatchObject([
      { subject: fresh },
    ])
  })

  test('doesn’t let in an inactive user', async () => {
    const user = await account()
    const subject = randomUUID()
    await userOfAccount(database, { provider: 'github', subject }, profile(user.email), from)
    await database.prisma.user.update({ where: { id: user.id }, data: { archivedAt: new Date() } })
    expect(await userOfAccount(database, { provider: 'github', subject }, profile(user.email), from)).toBeNull()
  })
})
