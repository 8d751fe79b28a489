import { randomUUID } from 'node:crypto'
import { TOTP } from 'otpauth'
import { afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'
import type { Prisma } from '@/lib/database/generated/client'
import { testDatabase } from '@/lib/testing/database'
import { testEventLog } from '@/lib/testing/events'
import { createWorld, type Person, type World } from '@/lib/testing/world'
import { createApiKey } from './api-keys'
import type { Caller } from '@/lib/identity/caller'
import { confirmEmailChange, requestEmailChange } from './email-change'
import { undoEmailChange } from './email-undo'
import { invite } from './invitation'
import { userOfAccount } from './linked-account'
import { openLink, openRecovery } from './link-page'
import { findToken, issueLink } from './one-time-token'
import { confirmSecondFactor, setUpSecondFactor } from './own-second-factor'
import { hashPassword } from './password'
import { resetPassword } from './password-reset'
import { resolveCaller } from './resolve'
import { signIn, signInByLink } from './sign-in'
import { changeUser, createOrInvite, createUser } from './users'

// Email changes by users and by admins, and how the old address can take the account back. Email is read from the log.

const database = await testDatabase()
const events = await testEventLog()
const PASSWORD = 'correct horse battery'
const from = { address: '192.0.2.1', userAgent: 'Test' }
let passwordHash = ''
let world: World
let printed: string[] = []

beforeAll(async () => {
  passwordHash = await hashPassword(PASSWORD)
})
beforeEach(async () => {
  world = await createWorld(database, events)
  printed = []
  vi.spyOn(console, 'log').mockImplementation((line: unknown) => void printed.push(String(line)))
})
afterEach(() => vi.restoreAllMocks())

const newEmail = () => `${randomUUID()}@example.com`
const person = (more: Partial<Prisma.UserUncheckedCreateInput> = {}): Promise<Person> =>
  world.person('accountManager', { passwordHash, ...more })
async function callerOf(headers: Record<string, string>): Promise<Caller> {
  const caller = await resolveCaller(database, new Headers(headers))
  if ('problem' in caller) throw new Error(caller.problem)
  return caller
}
const admin = () => callerOf({ cookie: world.admin.cookie })
const byAdmin = async (userId: string, email: string) =>
  changeUser(database, await admin(), 'organization', userId, { email })
const emailOf = async (userId: string) =>
  (await database.prisma.user.findUniqueOrThrow({ where: { id: userId } })).email
const actions = async (entityId: string) =>
  (await database.prisma.auditEntry.findMany({ where: { entityId }, orderBy: { id: 'asc' } })).map(
    ({ action }) => action,
  )
const worksWith = async (headers: Record<string, string>) =>
  !('problem' in (await resolveCaller(database, new Headers(headers))))

const mailsTo = (email: string) => printed.filter((line) => line.includes(`Email to ${email}`))
async function mailTo(email: string, count = 1): Promise<string> {
  return vi.waitFor(() => {
    const mails = mailsTo(email)
    if (mails.length < count) throw new Error(`${mails.length} mails to ${email}`)
    return mails.at(-1) ?? ''
  })
}
const tokenIn = (mail: string): string => /token=([\w-]{43})/.exec(mail)?.[1] ?? ''
/** The token from the email to someone's old address. */
const undoToken = async (email: string) => {
  const mail = await mailTo(email)
  expect(mail).toContain('/undo-email-change?token=')
  return tokenIn(mail)
}
const undo = (token: string, revokeApiKeys: string[] = []) =>
  undoEmailChange(database, { token, password: 'taken back 123', revokeApiKeys, from })

describe('your own address', () => {
  test('changes once the new one is confirmed; the old one is notified, and links sent to it stop working', async () => {
    const who = await person()
    const email = newEmail()
    await requestEmailChange(database, await callerOf({ cookie: who.cookie }), { email, password: PASSWORD })
    const token = tokenIn(await mailTo(email))
    expect(await emailOf(who.userId)).toBe(who.email)
    const owner = { organizationId: world.organizationId, userId: who.userId }
    const reset = tokenIn(await issueLink(database.prisma, 'passwordReset', owner))
    const link = tokenIn(await issueLink(database.prisma, 'signIn', owner))
    expect(await confirmEmailChange(database, { token, from })).toEqual({ email })
    expect(await mailTo(who.email)).toContain(`from ${who.email} to ${email}`)
    await expect(
      resetPassword(database, { token: reset, password: 'from the old mailbox', from }),
    ).rejects.toMatchObject({ kind: 'not_found' })
    expect(await signInByLink(database, { token: link, from })).toBeNull()
    expect(await signIn(database, { email, password: PASSWORD, from })).not.toBeNull()
    expect(
      await database.prisma.auditEntry.findFirst({ where: { entityId: who.userId, action: 'changeEmail' } }),
    ).toMatchObject({ before: { email: who.email }, after: { email } })
  })

  test('gets the same answer when the new one is in use, here or elsewhere; only the owner of that mailbox finds out', async () => {
    const who = await person()
    const caller = await callerOf({ cookie: who.cookie })
    const foreign = await createWorld(database, events)
    const moved = await person()
    await byAdmin(moved.userId, newEmail())
    for (const taken of [world.publishers[0].email, foreign.admin.email, moved.email]) {
      printed = []
      await requestEmailChange(database, caller, { email: taken, password: PASSWORD })
      const mail = await mailTo(taken)
      expect(mail).toContain('already in use')
      expect(mail).not.toMatch(/token=|confirm-email/)
    }
    expect(await emailOf(who.userId)).toBe(who.email)
  })

  test('can be requested to change five times an hour per account and per recipient', async () => {
    const caller = await callerOf({ cookie: (await person()).cookie })
    for (let count = 0; count < 5; count++)
      await requestEmailChange(database, caller, { email: newEmail(), password: PASSWORD })
    await expect(requestEmailChange(database, caller, { email: newEmail(), password: PASSWORD })).rejects.toThrow(
      /^TooManyAttempts/,
    )
    const recipient = newEmail()
    for (let count = 0; count < 5; count++) {
      await requestEmailChange(database, await callerOf({ cookie: (await person()).cookie }), {
        email: recipient,
        password: PASSWORD,
      })
    }
    await expect(
      requestEmailChange(database, await callerOf({ cookie: (await person()).cookie }), {
        email: recipient,
        password: PASSWORD,
      }),
    ).rejects.toThrow(/^TooManyAttempts/)
  })

  test('doesn’t change if someone else takes the new one before it’s confirmed', async () => {
    const who = await person()
    const email = newEmail()
    await requestEmailChange(database, await callerOf({ cookie: who.cookie }), { email, password: PASSWORD })
    const token = tokenIn(await mailTo(email))
    await person({ email })
    await expect(confirmEmailChange(database, { token, from })).rejects.toMatchObject({
      kind: 'conflict',
      field: 'email',
    })
    expect(await emailOf(who.userId)).toBe(who.email)
  })

  test('gets no confirmation link if the session was revoked by a password reset in the meantime', async () => {
    const who = await person()
    const caller = await callerOf({ cookie: who.cookie })
    await database.prisma.session.update({ where: { id: who.sessionId }, data: { revokedAt: new Date() } })
    await expect(requestEmailChange(database, caller, { email: newEmail(), password: PASSWORD })).rejects.toMatchObject(
      { kind: 'forbidden' },
    )
    const witness = newEmail()
    await requestEmailChange(database, await callerOf({ cookie: (await person()).cookie }), {
      email: witness,
      password: PASSWORD,
    })
    await mailTo(witness)
    expect(printed).toHaveLength(1)
  })
})

describe('an address changed by an admin', () => {
  test('is sent an undo link, whether the change came by key or session, and for publisher users too', async () => {
    const who = await person()
    const key = await callerOf({ 'x-api-key': world.admin.key })
    await changeUser(database, key, 'organization', who.userId, { email: newEmail() })
    await undoToken(who.email)
    const [first, second] = world.publishers
    await changeUser(database, await admin(), { publisher: '1' }, first.userId, { email: newEmail() })
    await undoToken(first.email)
    const manager = await callerOf({ 'x-api-key': (await world.accountManager({}, { publishers: [2] })).key })
    await changeUser(database, manager, { publisher: '2' }, second.userId, { email: newEmail() })
    expect(await undo(await undoToken(second.email))).toEqual({ email: second.email })
  })

  test('can change five times an hour, since each change sends an email', async () => {
    const who = await person()
    for (let count = 0; count < 5; count++) await byAdmin(who.userId, newEmail())
    const before = await emailOf(who.userId)
    await expect(byAdmin(who.userId, newEmail())).rejects.toThrow(/^TooManyAttempts/)
    expect(await emailOf(who.userId)).toBe(before)
  })

  test('gets no undo link if it only ever received an unaccepted invitation: it may have been a typo', async () => {
    const typo = newEmail()
    const { id } = await createOrInvite(database, await admin(), { publisher: '1' }, { email: typo })
    await mailTo(typo)
    await changeUser(database, await admin(), 'any', id, { email: newEmail() })
    const mail = await mailTo(typo, 2)
    expect(mail).toContain('invitation was withdrawn')
    expect(mail).not.toContain('token=')
    // The typo may be the real address of someone who's invited next.
    await createUser(database, await admin(), 'organization', { email: typo })
  })

  test('together with the password sends one email, to the old address', async () => {
    const who = await person()
    const email = newEmail()
    await changeUser(database, await admin(), 'organization', who.userId, { email, password: 'chosen by the admin' })
    await undoToken(who.email)
    expect(mailsTo(email)).toEqual([])
    printed = []
    await changeUser(database, await admin(), 'organization', who.userId, { password: 'another by the admin' })
    expect(await mailTo(email)).toContain('An admin changed your Tributary password')
  })
})

describe('undo', () => {
  test('restores the address, sets a password, signs out everywhere, and revokes what was created since', async () => {
    const who = await person()
    const { organizationId } = world
    const email = newEmail()
    await byAdmin(who.userId, email)
    const token = await undoToken(who.email)
    // What an attacker could leave behind.
    const { key, apiKey } = await createApiKey(database, {
      organizationId,
      userId: who.userId,
      name: 'theirs',
      access: ['clicks:read'],
    })
    await userOfAccount(database, { provider: 'google', subject: randomUUID() }, { email, email_verified: true }, from)
    const owner = { organizationId, userId: who.userId }
    const links = [
      tokenIn(await issueLink(database.prisma, 'signIn', owner)),
      tokenIn(await issueLink(database.prisma, 'passwordReset', owner)),
      tokenIn(await issueLink(database.prisma, 'emailChange', owner, { email: newEmail() })),
    ]

    expect(await undo(token)).toEqual({ email: who.email })
    expect(await emailOf(who.userId)).toBe(who.email)
    expect(await worksWith({ cookie: who.cookie })).toBe(false)
    expect(await worksWith({ 'x-api-key': key })).toBe(false)
    expect(await worksWith({ 'x-api-key': who.key })).toBe(true)
    expect(await database.prisma.linkedAccount.count({ where: { userId: who.userId } })).toBe(0)
    for (const [index, kind] of (['signIn', 'passwordReset', 'emailChange'] as const).entries())
      expect(await findToken(database, kind, links[index] ?? '')).toBeNull()
    expect(await signIn(database, { email: who.email, password: PASSWORD, from })).toBeNull()
    expect(await signIn(database, { email: who.email, password: 'taken back 123', from })).not.toBeNull()
    expect(await actions(who.userId)).toEqual(['update', 'linkAccount', 'undoEmailChange', 'unlinkAccount'])
    expect(await actions(apiKey.id)).toEqual(['revoke'])
    // The address in between is notified, but gets no link to undo the undo.
    expect(await mailTo(email)).not.toContain('token=')
  })

  test('revokes older keys on request, but only the account’s own', async () => {
    const who = await person()
    const bystander = await person()
    await byAdmin(who.userId, newEmail())
    await undo(await undoToken(who.email), [who.keyId, bystander.keyId])
    expect(await worksWith({ 'x-api-key': who.key })).toBe(false)
    expect(await worksWith({ 'x-api-key': bystander.key })).toBe(true)
  })

  test('works once, within a week', async () => {
    const who = await person()
    await byAdmin(who.userId, newEmail())
    const token = await undoToken(who.email)
    expect(await findToken(database, 'emailUndo', token, new Date(Date.now() + 7 * 86_400_000 - 60_000))).not.toBeNull()
    expect(await findToken(database, 'emailUndo', token, new Date(Date.now() + 7 * 86_400_000 + 60_000))).toBeNull()
    const tries = await Promise.allSettled([undo(token), undo(token), undo(token)])
    expect(tries.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected', 'rejected'])
    await expect(undo(token)).rejects.toMatchObject({ kind: 'not_found' })
  })

  test('still works after another change of address, a new password, and a deactivation that was reversed', async () => {
    const who = await person()
    const [second, third] = [newEmail(), newEmail()]
    await byAdmin(who.userId, second)
    const token = await undoToken(who.email)
    const change = async (input: Parameters<typeof changeUser>[4]) =>
      changeUser(database, await admin(), 'organization', who.userId, input)
    await change({ email: third })
    await change({ password: 'chosen by the thief' })
    const later = await undoToken(second)
    await change({ status: 'Deactivated' })
    await expect(undo(token)).rejects.toMatchObject({ kind: 'not_found' })
    expect(await openLink('emailUndo', token)).toBeNull()
    await change({ status: 'Active' })
    expect(await openLink('emailUndo', token)).toMatchObject({ email: who.email })
    expect(await undo(token)).toEqual({ email: who.email })
    // The later change is undone along with it.
    await expect(undo(later)).rejects.toMatchObject({ kind: 'not_found' })
    expect(await emailOf(who.userId)).toBe(who.email)
  })

  test('of a later change doesn’t invalidate the link for an earlier one', async () => {
    const who = await person()
    const second = newEmail()
    await byAdmin(who.userId, second)
    const first = await undoToken(who.email)
    await byAdmin(who.userId, newEmail())
    expect(await undo(await undoToken(second))).toEqual({ email: second })
    expect(await undo(first)).toEqual({ email: who.email })
  })

  test('expires once an admin changes the address back, and the address in between gets no undo link', async () => {
    const who = await person()
    const thief = newEmail()
    await byAdmin(who.userId, thief)
    const token = await undoToken(who.email)
    await byAdmin(who.userId, who.email)
    expect(await mailTo(thief)).not.toContain('token=')
    await expect(undo(token)).rejects.toMatchObject({ kind: 'not_found' })
  })

  test('reserves the old address as long as the change can be undone', async () => {
    const who = await person()
    const foreign = await createWorld(database, events)
    await byAdmin(who.userId, newEmail())
    for (const caller of [await admin(), await callerOf({ cookie: foreign.admin.cookie })]) {
      await expect(createUser(database, caller, 'organization', { email: who.email })).rejects.toMatchObject({
        kind: 'conflict',
        field: 'email',
      })
      await expect(
        changeUser(
          database,
          caller,
          'organization',
          (await createUser(database, caller, 'organization', { email: newEmail() })).id,
          { email: who.email },
        ),
      ).rejects.toMatchObject({ kind: 'conflict' })
    }
    expect(await undo(await undoToken(who.email))).toEqual({ email: who.email })
  })

  test('doesn’t deadlock when two organizations try to take each other’s addresses at once', async () => {
    const foreign = await createWorld(database, events)
    const [mine, theirs] = [await person(), await foreign.person('accountManager')]
    const foreignAdmin = await callerOf({ cookie: foreign.admin.cookie })
    const takes = await Promise.allSettled([
      byAdmin(mine.userId, theirs.email),
      changeUser(database, foreignAdmin, 'organization', theirs.userId, { email: mine.email }),
    ])
    for (const take of takes) expect(take).toMatchObject({ status: 'rejected', reason: { kind: 'conflict' } })
  })

  test('reports a conflict if someone else has the old address, and can be retried', async () => {
    const who = await person()
    await byAdmin(who.userId, newEmail())
    const token = await undoToken(who.email)
    const squatter = await person({ email: who.email })
    await expect(undo(token)).rejects.toMatchObject({ kind: 'conflict', field: 'email' })
    await database.prisma.user.update({ where: { id: squatter.userId }, data: { email: newEmail() } })
    expect(await undo(token)).toEqual({ email: who.email })
  })

  test('keeps an authenticator app from before the change, and removes one added after it', async () => {
    async function withApp(who: Person) {
      const caller = await callerOf({ cookie: who.cookie })
      const { secret } = await setUpSecondFactor(database, caller, PASSWORD)
      await confirmSecondFactor(database, caller, new TOTP({ secret }).generate())
    }
    const [careful, robbed] = [await person(), await person()]
    await withApp(careful)
    for (const { userId } of [careful, robbed]) await byAdmin(userId, newEmail())
    await withApp(robbed)
    for (const { email } of [careful, robbed]) await undo(await undoToken(email))
    await expect(signIn(database, { email: careful.email, password: 'taken back 123', from })).rejects.toThrow(
      'SecondFactorNeeded',
    )
    expect(await signIn(database, { email: robbed.email, password: 'taken back 123', from })).not.toBeNull()
    expect(await actions(robbed.userId)).toContain('resetSecondFactor')
  })

  test('shows both addresses and the account’s valid keys', async () => {
    const who = await person()
    const email = newEmail()
    await byAdmin(who.userId, email)
    const { apiKey } = await createApiKey(database, {
      organizationId: world.organizationId,
      userId: who.userId,
      name: 'theirs',
      access: [],
    })
    const opened = await openRecovery('emailUndo', await undoToken(who.email))
    expect(opened).toMatchObject({ email: who.email, currentEmail: email })
    expect(opened?.apiKeys.map(({ id }) => id)).toEqual([apiKey.id, who.keyId])
    expect(opened?.apiKeys.map(({ createdAt }) => createdAt >= opened.since)).toEqual([true, false])
  })
})

describe('an invitation', () => {
  test('can be sent to the same address five times an hour', async () => {
    const { id } = await createOrInvite(database, await admin(), { publisher: '1' }, { email: newEmail() })
    for (let count = 1; count < 5; count++) await invite(database, await admin(), id)
    await expect(invite(database, await admin(), id)).rejects.toThrow(/^TooManyAttempts/)
  })
})

describe('addresses of other organizations', () => {
  test('can be hit ten times an hour; after that, unused ones are refused too', async () => {
    const foreign = await createWorld(database, events)
    const taken = await Promise.all(Array.from({ length: 11 }, () => foreign.person('admin')))
    const caller = await admin()
    const attempts = await Promise.allSettled(
      taken.map(({ email }) => createUser(database, caller, 'organization', { email })),
    )
    const refusals = attempts.map((attempt) => (attempt.status === 'rejected' ? String(attempt.reason) : 'created'))
    expect(refusals.filter((refusal) => refusal.includes('is already in use'))).toHaveLength(10)
    await expect(createUser(database, caller, 'organization', { email: newEmail() })).rejects.toThrow(
      /^TooManyAttempts/,
    )
    await expect(byAdmin((await person()).userId, newEmail())).rejects.toThrow(/^TooManyAttempts/)
    // The other organization isn't affected.
    await createUser(database, await callerOf({ cookie: foreign.admin.cookie }), 'organization', { email: newEmail() })
  })

  test('are refused with the same message as the organization’s own, which don’t count', async () => {
    const foreign = await createWorld(database, events)
    const refusalOf = async (email: string) =>
      createUser(database, await admin(), 'organization', { email }).catch((error: unknown) => String(error))
    const own = await refusalOf(world.publishers[0].email)
    expect(await refusalOf(foreign.admin.email)).toBe(own)
    for (let count = 0; count < 12; count++) expect(await refusalOf(world.publishers[0].email)).toBe(own)
  })
})
