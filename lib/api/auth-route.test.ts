import { randomUUID } from 'node:crypto'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'
import { z } from 'zod'
import { hashPassword } from '@/lib/access/password'
import { config } from '@/lib/config'
import { opened } from '@/lib/database/client'
import { authBrowser, type Form } from '@/lib/testing/auth-browser'
import { testDatabase } from '@/lib/testing/database'
import { testEventLog } from '@/lib/testing/events'
import { startOpenIdProvider } from '@/lib/testing/openid-provider'
import { createWorld } from '@/lib/testing/world'

// The routes under /api/auth, called the way browsers and attackers do.

const database = await testDatabase()
const events = await testEventLog()
const PASSWORD = 'correct horse battery'
const base = config().baseUrl
const acme = await startOpenIdProvider()
const TENANT = '8eaef023-2b34-4da1-9baa-8bc8c9d6a490'
let organizationId = ''
let passwordHash = ''
let logged: unknown[][] = []

beforeAll(async () => {
  ;({ organizationId } = await createWorld(database, events))
  passwordHash = await hashPassword(PASSWORD)
  // Same as in server.ts.
  vi.stubEnv('NEXTAUTH_URL', base)
  const {
    OIDC_ISSUER: issuer,
    OIDC_CLIENT_ID: clientId,
    OIDC_CLIENT_SECRET: clientSecret,
    OIDC_NAME: name,
  } = acme.environment
  config().oidc = { issuer, clientId, clientSecret, name, trustedTenants: [TENANT] }
})
afterAll(async () => {
  delete config().oidc
  vi.unstubAllEnvs()
  await acme.close()
})
beforeEach(() => {
  logged = []
  vi.spyOn(console, 'error').mockImplementation((...line: unknown[]) => void logged.push(line))
})
afterEach(() => vi.restoreAllMocks())

const account = () =>
  database.prisma.user.create({
    data: { organizationId, email: `${randomUUID()}@example.com`, role: 'admin', passwordHash },
  })

describe('signing in with a password', () => {
  test('starts a session and makes the browser a known one', async () => {
    const [page, { email }] = [authBrowser(), await account()]
    expect(await page.signIn({ email, password: PASSWORD })).toEqual({
      status: 200,
      url: `${base}/overview`,
      error: null,
    })
    expect(page.session).toBeTruthy()
    expect(page.cookies.get('tributary.device')).toMatch(/^[\w-]{22}\.[\w-]{43}$/)
  })

  test('answers a wrong password with an error code, and sets no session or known-browser cookie', async () => {
    const page = authBrowser()
    expect(await page.signIn({ email: (await account()).email, password: 'wrong' })).toMatchObject({
      status: 401,
      error: 'CredentialsSignin',
    })
    expect([...page.cookies.keys()].filter((name) => name.startsWith('tributary.'))).toEqual([])
  })

  test.each(['a\0@b.example', 'a@b.example\0', 'x'.repeat(10_000), '', '__proto__'])(
    'rejects the address %j',
    async (email) => {
      expect(await authBrowser().signIn({ email, password: PASSWORD })).toMatchObject({
        status: 401,
        error: 'CredentialsSignin',
      })
      expect(logged).toEqual([])
    },
  )

  test.each<Form>([{ password: 'a\0' }, { code: '\0' }, { code: '1'.repeat(1000) }])(
    'rejects %j too',
    async (given) => {
      expect(
        await authBrowser().signIn({ email: (await account()).email, password: PASSWORD, ...given }),
      ).toMatchObject({
        status: 401,
        error: 'CredentialsSignin',
      })
    },
  )

  test('hides internal errors behind an ID, and logs them under it', async () => {
    const page = authBrowser()
    const store = opened.database
    if (!store) throw new Error('no database')
    const failing = new Proxy(store, {
      get() {
        throw new Error('connect ENOENT /var/lib/secret/.s.PGSQL.5432')
      },
    })
    opened.database = failing
    try {
      for (const [provider, given] of [
        ['credentials', { email: 'a@b.example', password: PASSWORD }],
        ['link', { token: 'x' }],
      ] as const) {
        const { error, url } = await page.signIn(given, provider)
        expect(error).toMatch(/^Unexpected:[\da-f-]{36}$/)
        expect(url).not.toMatch(/secret|ENOENT/)
        const line = logged.find(([first]) => String(first).includes(error?.slice('Unexpected:'.length) ?? ''))
        expect(String(line?.[1])).toContain('/var/lib/secret')
      }
      acme.become({ sub: 'x', email: 'a@b.example', email_verified: true })
      expect(await page.signInWith('oidc')).toMatch(/\/sign-in\?error=Unexpected%3A[\da-f-]{36}$/)
      expect(page.session).toBeUndefined()
    } finally {
      opened.database = store
    }
  })
})

describe('an OpenID provider', () => {
  test('can provide the address through UserInfo', async () => {
    const [page, { id, email }] = [authBrowser(), await account()]
    const sub = randomUUID()
    acme.become({ sub }, { sub, email, email_verified: true })
    expect(await page.signInWith('oidc')).toBe(`${base}/clicks`)
    expect(page.session).toBeTruthy()
    expect(page.cookies.get('tributary.device')).toBeTruthy()
    expect(await database.prisma.linkedAccount.findMany({ where: { userId: id } })).toMatchObject([
      { subject: `${acme.environment.OIDC_ISSUER}#${sub}` },
    ])
  })

  test('isn’t asked for UserInfo if the ID token is sufficient', async () => {
    const [page, { email }] = [authBrowser(), await account()]
    acme.become({ sub: randomUUID(), email, email_verified: true }, null)
    expect(await page.signInWith('oidc')).toBe(`${base}/clicks`)
  })

  test.each([
    ['that UserInfo doesn’t verify', (email: string) => [{}, { email, email_verified: false }]],
    ['from UserInfo that only the ID token calls verified', (email: string) => [{ email_verified: true }, { email }]],
    [
      'that UserInfo verifies while the ID token has another',
      (email: string) => [
        { email: 'stranger@example.com', email_verified: true },
        { email, email_verified: true },
      ],
    ],
    ['that neither verifies', (email: string) => [{ email }, { email }]],
    ['that PostgreSQL can’t store', (email: string) => [{ email: `${email}\0`, email_verified: true }, null]],
  ])('finds no user for an address %s', async (_what, claims) => {
    const [page, { email }] = [authBrowser(), await account()]
    const sub = randomUUID()
    const [inToken, inUserInfo] = claims(email)
    acme.become({ ...inToken, sub }, inUserInfo ? { ...inUserInfo, sub } : null)
    expect(await page.signInWith('oidc')).toBe(`${base}/sign-in?error=NoAccount`)
    expect(page.session).toBeUndefined()
  })

  test('finds no user if PostgreSQL can’t store the account’s ID', async () => {
    const [page, { email }] = [authBrowser(), await account()]
    acme.become({ sub: 'a\0b', email, email_verified: true })
    expect(await page.signInWith('oidc')).toBe(`${base}/sign-in?error=NoAccount`)
  })

  test.each([
    ['is about someone else', (email: string) => ({ sub: 'someone else', email, email_verified: true })],
    ['fails', () => null],
  ])('doesn’t sign anyone in if UserInfo %s', async (_what, userInfo) => {
    const [page, { email }] = [authBrowser(), await account()]
    acme.become({ sub: randomUUID() }, userInfo(email))
    expect(await page.signInWith('oidc')).toBe(`${base}/sign-in?error=OAuthCallback`)
    expect(page.session).toBeUndefined()
  })

  test.each([
    ['from a trusted tenant', { tid: TENANT.toUpperCase() }, true],
    ['from a trusted tenant whose domain is verified', { tid: TENANT, xms_edov: '1' }, true],
    ['from a trusted tenant whose domain isn’t verified', { tid: TENANT, xms_edov: false }, false],
    ['from another tenant whose domain is verified', { tid: randomUUID(), xms_edov: true }, false],
    ['from no tenant', {}, false],
  ])('without email_verified, for an address %s: %j, trusted: %s', async (_what, claims, trusted) => {
    const [page, { email }] = [authBrowser(), await account()]
    const sub = randomUUID()
    acme.become({ sub, email, ...claims }, { sub, email })
    expect(await page.signInWith('oidc')).toBe(trusted ? `${base}/clicks` : `${base}/sign-in?error=NoAccount`)
  })
})

describe('the callback URL', () => {
  const foreign = [
    'http://HOST.evil.example/',
    'http://localhost:3000.evil.example/',
    'http://[',
    'https:',
    '//evil.example',
    '/\\evil.example',
    'javascript:alert(1)',
    'data:,x',
    '\0',
    '%',
    'x'.repeat(5000),
  ]

  test.each(foreign)('can’t be %j', async (callbackUrl) => {
    const [page, { email }] = [authBrowser(), await account()]
    for (const path of ['csrf', 'session', 'providers', 'signin', 'signout', 'error']) {
      const response = await page.ask(`/api/auth/${path}?callbackUrl=${encodeURIComponent(callbackUrl)}`)
      expect(response.status, path).toBeLessThan(400)
      expect(new URL(response.headers.get('location') ?? '/', base).origin).toBe(new URL(base).origin)
    }
    page.cookies.set('next-auth.callback-url', encodeURIComponent(callbackUrl))
    const { url } = await page.signIn({ email, password: PASSWORD, callbackUrl })
    expect(new URL(url).origin).toBe(new URL(base).origin)
    page.cookies.set('next-auth.callback-url', encodeURIComponent(callbackUrl))
    const out = await page.post('/api/auth/signout', { ...(await page.csrf()), callbackUrl, json: 'true' })
    expect(out.status).toBe(200)
    expect(new URL(z.object({ url: z.string() }).parse(await out.json()).url).origin).toBe(new URL(base).origin)
    expect(logged).toEqual([])
  })

  test('can be a path or a URL on this site', async () => {
    const { email } = await account()
    for (const callbackUrl of ['/clicks?range=7d', `${base}/clicks?range=7d`]) {
      expect(await authBrowser().signIn({ email, password: PASSWORD, callbackUrl })).toMatchObject({
        url: `${base}/clicks?range=7d`,
      })
    }
  })
})

describe('bad requests get an error message', () => {
  const error = z.object({ error: z.object({ message: z.string().min(1) }) })

  test.each([
    ['GET', '', 404],
    ['GET', '/nothing', 404],
    ['GET', '/__proto__', 404],
    ['GET', '/constructor/name', 404],
    ['GET', '/signin/nobody', 404],
    ['POST', '/signin/nobody', 404],
    ['POST', '/callback/nobody', 404],
    ['GET', '/callback/nobody', 404],
    ['POST', '/signin/credentials', 404],
    ['GET', '/callback', 404],
    ['GET', '/signin/oidc/more', 404],
    ['GET', '/verify-request', 404],
    ['POST', '/_log', 404],
    ['GET', '/callback/credentials', 405],
    ['POST', '/callback/oidc', 405],
    ['GET', '/signin/oidc', 405],
    ['POST', '/csrf', 405],
    ['POST', '/session', 405],
    ['PUT', '/signout', 405],
    ['DELETE', '/callback/credentials', 405],
  ])('%s /api/auth%s: %i', async (method, path, status) => {
    const response = await authBrowser().ask(`/api/auth${path}`, {
      method,
      ...(method === 'GET' ? {} : { body: new URLSearchParams({ json: 'true' }) }),
    })
    expect(response.status).toBe(status)
    error.parse(await response.json())
    if (status === 405) expect(response.headers.get('allow')).toMatch(/^OPTIONS, (GET|POST)(, POST)?(, HEAD)?$/)
    expect(logged).toEqual([])
  })

  test.each([
    ['application/json', '{', 415],
    ['application/json', '{"email":"a@b.example"}', 415],
    ['text/plain', 'x', 415],
    ['application/x-www-form-urlencoded', 'a='.padEnd(60_000, 'x'), 413],
    ['application/x-www-form-urlencoded', Buffer.from([0x61, 0x3d, 0xff]), 400],
  ])('for a body of type %s', async (type, body, status) => {
    const response = await authBrowser().ask('/api/auth/callback/credentials', {
      method: 'POST',
      headers: { 'content-type': type },
      body,
    })
    expect(response.status).toBe(status)
    error.parse(await response.json())
    expect(logged).toEqual([])
  })

  test('a missing cookie or a wrong CSRF token leads to an error on the sign-in page', async () => {
    const { email } = await account()
    for (const csrfToken of ['', 'x', '%']) {
      expect(await authBrowser().signIn({ email, password: PASSWORD, csrfToken })).toEqual({
        status: 403,
        url: `${base}/sign-in?error=CookieMissing`,
        error: 'CookieMissing',
      })
    }
    const response = await authBrowser().post('/api/auth/callback/credentials', { email, password: PASSWORD })
    expect(response.status).toBe(302)
    expect(response.headers.get('location')).toBe(`${base}/sign-in?error=CookieMissing`)
  })

  test('malformed cookies are ignored', async () => {
    const page = authBrowser()
    for (const name of [
      'tributary.session',
      'tributary.device',
      'next-auth.csrf-token',
      'next-auth.callback-url',
      'next-auth.state',
      'next-auth.pkce.code_verifier',
      'next-auth.nonce',
      '__proto__',
      '',
    ])
      page.cookies.set(name, '%E0%A4%A|;x')
    expect((await page.ask('/api/auth/session')).status).toBe(200)
    expect(await page.ask('/api/auth/callback/oidc?code=x&state=y')).toMatchObject({ status: 302 })
    expect(await page.signIn({ email: (await account()).email, password: PASSWORD })).toMatchObject({ error: null })
  })

  test.each(['/api/auth/error?error=', '/api/auth/signin?error='])(
    'the text after %s never reaches the sign-in page',
    async (path) => {
      for (const text of ['x\r\nSet-Cookie: a=b', '\0', '<script>', '☃', 'x'.repeat(9000)]) {
        const response = await authBrowser().ask(path + encodeURIComponent(text))
        expect(response.status).toBe(302)
        expect(response.headers.get('location')).toMatch(/^\/sign-in\?(.*&)?error=Default$/)
      }
    },
  )

  test('query parameters can’t change the request to the other site', async () => {
    const page = authBrowser()
    const { url } = z.object({ url: z.url() }).parse(
      await (
        await page.post('/api/auth/signin/oidc?scope=everything&redirect_uri=https://evil.example', {
          ...(await page.csrf()),
          json: 'true',
        })
      ).json(),
    )
    expect(Object.fromEntries(new URL(url).searchParams)).toMatchObject({
      scope: 'openid email profile',
      redirect_uri: `${base}/api/auth/callback/oidc`,
    })
  })
})
