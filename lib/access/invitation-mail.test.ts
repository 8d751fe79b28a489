import { randomUUID } from 'node:crypto'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { config } from '@/lib/config'
import { testDatabase } from '@/lib/testing/database'
import { testEventLog } from '@/lib/testing/events'
import { freePort } from '@/lib/testing/free-port'
import { startMailServer } from '@/lib/testing/mail-server'
import { createWorld, type World } from '@/lib/testing/world'
import type { Caller } from '@/lib/identity/caller'
import { findUser } from './find-user'
import { acceptInvitation, invite } from './invitation'
import { retryInvitations } from './invitation-mail'
import { resolveCaller } from './resolve'
import { changeUser, createOrInvite } from './users'

// Invitations whose email fails, with a real mail server that's down, refuses for now, or refuses for good.

const database = await testDatabase()
const events = await testEventLog()
const MINUTE = 60_000
const from = { address: '192.0.2.1', userAgent: 'Test' }
let world: World
let admin: Caller
let logged: string[]

beforeEach(async () => {
  world = await createWorld(database, events)
  const caller = await resolveCaller(database, new Headers({ cookie: world.admin.cookie }))
  if ('problem' in caller) throw new Error(caller.problem)
  admin = caller
  logged = []
  vi.spyOn(console, 'error').mockImplementation((...parts: unknown[]) => void logged.push(parts.join(' ')))
})
afterEach(() => {
  delete config().smtpUrl
  vi.restoreAllMocks()
})

async function withServer<T>(
  options: Parameters<typeof startMailServer>[0],
  work: (server: Awaited<ReturnType<typeof startMailServer>>) => Promise<T>,
): Promise<T> {
  const server = await startMailServer(options)
  config().smtpUrl = server.url
  try {
    return await work(server)
  } finally {
    await server.close()
  }
}

const inviteSomeone = () =>
  createOrInvite(database, admin, 'organization', { email: `${randomUUID()}@example.com`, firstName: 'Ana' })
const stateOf = async (id: string) => {
  const user = await findUser(database, admin, 'organization', id)
  const { invitationDelivery: delivery, invitationRetryAt: retryAt, invitedAt } = user
  return { delivery, minutes: retryAt && invitedAt && Math.round((retryAt.getTime() - invitedAt.getTime()) / MINUTE) }
}
const later = (minutes: number) => ({ now: new Date(Date.now() + minutes * MINUTE) })
const tokenIn = (link: string | null): string => new URL(link ?? '').searchParams.get('token') ?? ''

test('an invitation that went out says so and isn’t sent again', async () => {
  await withServer({}, async ({ received }) => {
    const { id } = await inviteSomeone()
    expect(await stateOf(id)).toEqual({ delivery: 'sent', minutes: null })
    await retryInvitations(database, later(60))
    expect(received).toHaveLength(1)
  })
})

test('while the mail server is down, the user says so and isn’t forgotten: the email goes out once it’s back', async () => {
  config().smtpUrl = `smtp://mailer:s3cret@127.0.0.1:${await freePort()}`
  const user = await inviteSomeone()
  expect(await stateOf(user.id)).toEqual({ delivery: 'retrying', minutes: 5 })
  expect(logged.join('\n')).toContain(`Couldn’t send the invitation to ${user.email} (retrying)`)
  expect(logged.join('\n')).not.toContain('token=')

  await withServer({}, async (server) => {
    const { received } = server
    await retryInvitations(database, later(4))
    expect(received).toEqual([])
    // Two processes at once.
    await Promise.all([retryInvitations(database, later(6)), retryInvitations(database, later(6))])
    expect(received.map(({ to }) => to)).toEqual([[user.email]])
    expect(received[0]?.raw).toContain(`invited you to ${admin.organization.name}`)
    expect(await stateOf(user.id)).toEqual({ delivery: 'sent', minutes: null })
    const token = tokenIn(server.linkTo(user.email, '/invitation'))
    expect(await acceptInvitation(database, { token, password: 'long enough 123', from })).toEqual({
      email: user.email,
    })
  })
})

test('a server that refuses for now is tried less and less often, for a day', async () => {
  await withServer({ refuse: true }, async ({ received }) => {
    const { id } = await inviteSomeone()
    const due: (number | null)[] = []
    while ((await stateOf(id)).delivery === 'retrying') {
      due.push((await stateOf(id)).minutes)
      const { invitationRetryAt } = await findUser(database, admin, 'organization', id)
      await retryInvitations(database, { now: invitationRetryAt ?? new Date() })
    }
    expect(due).toEqual([5, 10, 20, 40, 80, 160, 320, 640, 1280])
    expect(await stateOf(id)).toEqual({ delivery: 'failed', minutes: null })
    await retryInvitations(database, later(5000))
    expect(received).toHaveLength(10)
  })
})

test('a server that refuses for good isn’t asked again, until an admin resends the invitation', async () => {
  const { id } = await withServer({ refuse: 550 }, async ({ received }) => {
    const user = await inviteSomeone()
    expect(await stateOf(user.id)).toEqual({ delivery: 'failed', minutes: null })
    await retryInvitations(database, later(60))
    expect(received).toHaveLength(1)
    return user
  })
  await withServer({}, async ({ received }) => {
    await invite(database, admin, id)
    expect(received).toHaveLength(1)
    expect(await stateOf(id)).toEqual({ delivery: 'sent', minutes: null })
  })
})

test('nobody is emailed once they’re shut out or their address changes', async () => {
  config().smtpUrl = `smtp://mailer:s3cret@127.0.0.1:${await freePort()}`
  const [suspended, moved] = [await inviteSomeone(), await inviteSomeone()]
  await changeUser(database, admin, 'organization', suspended.id, { status: 'Suspended' })
  await withServer({}, async ({ received }) => {
    await changeUser(database, admin, 'organization', moved.id, { email: `${randomUUID()}@example.com` })
    expect(await stateOf(moved.id)).toEqual({ delivery: null, minutes: null })
    await vi.waitFor(() => expect(received).toHaveLength(1))
    await retryInvitations(database, later(6))
    expect(received.map(({ to, raw }) => [to, raw.includes('withdrawn')])).toEqual([[[moved.email], true]])
    expect(await stateOf(suspended.id)).toEqual({ delivery: null, minutes: null })
  })
})

test('without a mail server, the link is printed in the log, and nothing is left to do', async () => {
  const print = vi.spyOn(console, 'log').mockImplementation(() => {})
  const { id, email } = await inviteSomeone()
  expect(print.mock.calls.join('\n')).toMatch(new RegExp(`Email to ${email}[\\s\\S]*/invitation\\?token=`))
  expect(await stateOf(id)).toEqual({ delivery: null, minutes: null })
  expect(logged).toEqual([])
})
