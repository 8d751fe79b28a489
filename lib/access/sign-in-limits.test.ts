import { randomUUID } from 'node:crypto'
import { afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'
import { config } from '@/lib/config'
import { testDatabase } from '@/lib/testing/database'
import { testEventLog } from '@/lib/testing/events'
import { createWorld } from '@/lib/testing/world'
import { countAttempt, TooManyAttempts } from './attempts'
import { knownDevice, rememberDevice } from './known-device'
import { hashPassword } from './password'
import { signIn } from './sign-in'

// Who gets locked out by whose wrong passwords: docs/decisions/0014-sign-in-limits.md.

const database = await testDatabase()
const events = await testEventLog()
const PASSWORD = 'correct horse'
let organizationId = ''
let passwordHash = ''
let printed: string[] = []

beforeAll(async () => {
  ;({ organizationId } = await createWorld(database, events))
  passwordHash = await hashPassword(PASSWORD)
})
beforeEach(() => {
  printed = []
  vi.spyOn(console, 'log').mockImplementation((line: unknown) => void printed.push(String(line)))
})
afterEach(() => vi.restoreAllMocks())

// A fixed time, so that no 15-minute window ends in the middle of a test.
const now = new Date()
let count = 0
/** A network with no attempts so far. */
const network = () => `2001:db8:${(++count).toString(16)}`
const account = async () =>
  (
    await database.prisma.user.create({
      data: { organizationId, email: `${randomUUID()}@example.com`, role: 'admin', passwordHash },
    })
  ).email

const attempt = (email: string, password: string, address: string, headers?: Headers, at = now) =>
  signIn(
    database,
    {
      email,
      password,
      from: { address, userAgent: 'Test' },
      device: headers && ((userId) => knownDevice(headers, userId)),
    },
    at,
  )

/** How many of a number of consecutive attempts get as far as the password check. `address` returns the IP address of each. */
async function looked(times: number, email: string, address: (index: number) => string): Promise<number> {
  let through = 0
  for (let index = 0; index < times; index++) {
    const outcome = await countAttempt(database, 'signIn', { account: email, address: address(index) }, now).catch(
      (error: unknown) => error,
    )
    if (outcome instanceof TooManyAttempts) continue
    expect(outcome).toBeInstanceOf(Function)
    through++
  }
  return through
}

/** The headers of a browser that the user has signed in with. `headers` are the browser's so far. */
async function knownBrowser(email: string, headers = new Headers()): Promise<Headers> {
  const { id } = await database.prisma.user.findUniqueOrThrow({ where: { email } })
  return new Headers({ cookie: `other=1; ${rememberDevice(headers, id).split(';')[0]}` })
}
const mails = (email: string) => printed.filter((line) => new RegExp(`E-?mail to ${email}`).test(line))

describe('wrong passwords for an account', () => {
  test('lock it for the network they come from until the window ends, but not for its owner elsewhere', async () => {
    const email = await account()
    const bad = network()
    expect(await looked(12, email, () => `${bad}::1`)).toBe(10)
    await expect(attempt(email, PASSWORD, `${bad}::1`)).rejects.toThrow(/^TooManyAttempts:\d+$/)
    expect(await attempt(email, PASSWORD, `${network()}::1`)).not.toBeNull()
    expect(await attempt(email, PASSWORD, `${bad}::1`, undefined, new Date(now.getTime() + 16 * 60_000))).not.toBeNull()
  })

  test('share a limit across a /64, and a higher limit across a /48', async () => {
    const email = await account()
    const bad = network()
    expect(await looked(15, email, (index) => `${bad}:1::${(index + 1).toString(16)}`)).toBe(10)
    const wide = network()
    const other = await account()
    expect(await looked(45, other, (index) => `${wide}:${(index + 1).toString(16)}::1`)).toBe(40)
    expect(await attempt(other, PASSWORD, `${network()}::1`)).not.toBeNull()
  })

  test('count toward the same IPv4 address however it’s written', async () => {
    expect(await looked(12, await account(), (index) => (index % 2 ? '192.0.2.80' : '::ffff:192.0.2.80'))).toBe(10)
  })

  test('from a locked network don’t use up the account’s attempts from elsewhere', async () => {
    const email = await account()
    const bad = network()
    expect(await looked(70, email, () => `${bad}::1`)).toBe(10)
    expect(await looked(10, email, () => `${network()}::1`)).toBe(10)
  })

  test('from many networks share a limit; a browser that the owner has signed in with still gets in', async () => {
    const email = await account()
    const browser = await knownBrowser(email)
    expect(await looked(55, email, () => `${network()}::1`)).toBe(50)
    await expect(attempt(email, PASSWORD, `${network()}::1`)).rejects.toThrow(/^TooManyAttempts/)
    expect(await attempt(email, PASSWORD, `${network()}::1`, browser)).not.toBeNull()
  })

  test('can’t exceed the limit by being concurrent', async () => {
    const [email, bad] = [await account(), network()]
    const outcomes = await Promise.allSettled(Array.from({ length: 15 }, () => attempt(email, 'wrong', `${bad}::1`)))
    expect(outcomes.filter(({ status }) => status === 'rejected')).toHaveLength(5)
  })

  test('email the owner once per window, and send nothing if there’s no account', async () => {
    const [email, bad] = [await account(), network()]
    await looked(10, email, () => `${bad}::1`)
    for (let time = 0; time < 3; time++)
      await expect(attempt(email, 'wrong', `${bad}::1`)).rejects.toThrow(/^TooManyAttempts/)
    await vi.waitFor(() => expect(mails(email)).toHaveLength(1))
    expect(mails(email)[0]).toContain('Too many wrong passwords')
    const later = new Date(now.getTime() + 16 * 60_000)
    for (let time = 0; time < 12; time++) await attempt(email, 'wrong', `${bad}::1`, undefined, later).catch(() => null)
    await vi.waitFor(() => expect(mails(email)).toHaveLength(2))
    await looked(10, 'nobody@nowhere.example', () => `${bad}::2`)
    await expect(attempt('nobody@nowhere.example', 'wrong', `${bad}::2`)).rejects.toThrow(/^TooManyAttempts/)
    expect(mails('nobody@nowhere.example')).toEqual([])
  })
})

test('100 failures on any accounts lock a network, but not known browsers in it, and no owner is emailed', async () => {
  const bad = network()
  const email = await account()
  for (let index = 0; index < 100; index++)
    await looked(1, `nobody-${index}-${bad}@example.com`, () => `${bad}::${index.toString(16)}`)
  await expect(attempt(email, PASSWORD, `${bad}::1`)).rejects.toThrow(/^TooManyAttempts/)
  expect(await attempt(email, PASSWORD, `${network()}::1`)).not.toBeNull()
  expect(await attempt(email, PASSWORD, `${bad}::1`, await knownBrowser(email))).not.toBeNull()
  expect(mails(email)).toEqual([])
})

describe('a known browser', () => {
  test('has its own attempts, as many as a network', async () => {
    const email = await account()
    const browser = await knownBrowser(email)
    for (let time = 0; time < 10; time++) expect(await attempt(email, 'wrong', `${network()}::1`, browser)).toBeNull()
    await expect(attempt(email, PASSWORD, `${network()}::1`, browser)).rejects.toThrow(/^TooManyAttempts/)
    expect(await attempt(email, PASSWORD, `${network()}::1`)).not.toBeNull()
    expect(await attempt(email, PASSWORD, `${network()}::1`, await knownBrowser(email))).not.toBeNull()
  })

  test('is known for everyone who signed in with it and nobody else, even with a forged cookie', async () => {
    const [first, second, stranger] = await Promise.all([account(), account(), account()])
    const browser = await knownBrowser(second, await knownBrowser(first))
    const id = async (email: string) => (await database.prisma.user.findUniqueOrThrow({ where: { email } })).id
    expect(knownDevice(browser, await id(first))).toBeDefined()
    expect(knownDevice(browser, await id(second))).toBe(knownDevice(browser, await id(first)))
    expect(knownDevice(browser, await id(stranger))).toBeUndefined()
    const [, value = ''] = /tributary\.device=(.*)$/.exec(browser.get('cookie') ?? '') ?? []
    const [, tag = ''] = value.split('.')
    for (const forged of [
      '',
      '.',
      'x',
      `${'A'.repeat(22)}.${tag}`,
      `${value.slice(0, 22)}.${'A'.repeat(43)}`,
      '%E0%A4%A',
      `${'A'.repeat(22)}.${'é'.repeat(43)}`,
    ]) {
      expect(
        knownDevice(new Headers([['cookie', `tributary.device=${encodeURI(forged)}`]]), await id(first)),
      ).toBeUndefined()
    }
  })

  test('keeps its cookie for 400 days, hidden from scripts', () => {
    const cookie = rememberDevice(new Headers(), randomUUID())
    expect(cookie).toMatch(/^tributary\.device=[\w.-]+; Path=\/; Max-Age=34560000; HttpOnly; SameSite=Lax$/)
    const { baseUrl } = config()
    config().baseUrl = 'https://track.example.com'
    try {
      expect(rememberDevice(new Headers(), randomUUID())).toMatch(/^__Host-tributary\.device=.*; Secure$/)
    } finally {
      config().baseUrl = baseUrl
    }
  })
})
