import { randomUUID } from 'node:crypto'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest'
import { config } from '@/lib/config'
import { authBrowser } from '@/lib/testing/auth-browser'
import { testDatabase } from '@/lib/testing/database'
import { testEventLog } from '@/lib/testing/events'
import { freePort } from '@/lib/testing/free-port'
import { startGitHub, type Fault, type GitHubUser } from '@/lib/testing/github'
import { createWorld } from '@/lib/testing/world'

// Signing in with GitHub, using a local GitHub Enterprise server: whose account it opens, and what happens when GitHub fails.
// components/sign-in/outcome.test.ts has the sentence that the page shows for each error.

const database = await testDatabase()
const events = await testEventLog()
const base = config().baseUrl
const gitHub = await startGitHub()
let organizationId = ''

beforeAll(async () => {
  ;({ organizationId } = await createWorld(database, events))
  // Same as in server.ts.
  vi.stubEnv('NEXTAUTH_URL', base)
  const { GITHUB_URL, GITHUB_CLIENT_ID: clientId, GITHUB_CLIENT_SECRET: clientSecret } = gitHub.environment
  config().github = { url: GITHUB_URL.replace(/\/$/, ''), clientId, clientSecret }
})
afterAll(async () => {
  delete config().github
  delete config().oidc
  vi.unstubAllEnvs()
  await gitHub.close()
})
beforeEach(() => {
  gitHub.break(null)
  vi.spyOn(console, 'error').mockImplementation(() => {})
})
afterEach(() => vi.restoreAllMocks())

const account = () =>
  database.prisma.user.create({ data: { organizationId, email: `${randomUUID()}@example.com`, role: 'admin' } })

const email = (address: string, more: Partial<GitHubUser['emails'][number]> = {}) => ({
  email: address,
  primary: true,
  verified: true,
  visibility: 'private' as const,
  ...more,
})

let accounts = 0
/** Makes GitHub sign in a new account from now on. */
const become = (user: Omit<GitHubUser, 'id'>) => gitHub.become({ id: ++accounts, ...user })

test.each<[string, (mine: string) => Omit<GitHubUser, 'id'>]>([
  [
    'whose primary address isn’t verified',
    (mine) => ({ publicEmail: mine, emails: [email(mine, { verified: false })] }),
  ],
  [
    'whose public address isn’t the primary one',
    (mine) => ({ publicEmail: mine, emails: [email(mine, { primary: false }), email('stranger@example.com')] }),
  ],
  ['that matches no user', () => ({ publicEmail: null, emails: [email('stranger@example.com')] })],
  ['without an email address', (mine) => ({ publicEmail: mine, emails: [] })],
])('an account %s can’t sign in', async (_what, user) => {
  const page = authBrowser()
  become(user((await account()).email))
  expect(await page.signInWith('github')).toBe(`${base}/sign-in?error=NoAccount`)
  expect(page.session).toBeUndefined()
})

test.each<Fault>([
  { path: '/login/oauth/access_token', kind: 'fails' },
  { path: '/login/oauth/access_token', kind: 'silent' },
  { path: '/api/v3/user', kind: 'fails' },
  { path: '/api/v3/user', kind: 'shape' },
  { path: '/api/v3/user/emails', kind: 'fails' },
  { path: '/api/v3/user/emails', kind: 'text' },
  { path: '/api/v3/user/emails', kind: 'shape' },
  { path: '/api/v3/user/emails', kind: 'silent' },
])('sign-in doesn’t finish when something is wrong with a response: $path, $kind', async (fault) => {
  const [page, { email: mine }] = [authBrowser(), await account()]
  become({ publicEmail: mine, emails: [email(mine)] })
  gitHub.break(fault)
  expect(await page.signInWith('github')).toBe(`${base}/sign-in?error=OAuthCallback`)
  expect(page.session).toBeUndefined()
})

test('a provider that can’t be reached is an error of its own', async () => {
  config().oidc = {
    issuer: `http://127.0.0.1:${await freePort()}`,
    clientId: 'tributary',
    clientSecret: 'not a secret',
    name: 'Acme',
    trustedTenants: [],
  }
  expect(await authBrowser().signInWith('oidc')).toBe(`${base}/sign-in?error=OAuthSignin`)
})

test('a verified primary email signs in, and the account keeps working when its emails change', async () => {
  const mine = `Ada-${randomUUID()}@Example.com`
  const { id } = await database.prisma.user.create({
    data: { organizationId, email: mine.toLowerCase(), role: 'admin' },
  })
  const first = {
    publicEmail: 'shown@example.com',
    emails: [email('shown@example.com', { primary: false }), email(mine)],
  }
  become(first)
  const page = authBrowser()
  expect(await page.signInWith('github')).toBe(`${base}/clicks`)
  expect(page.session).toBeTruthy()
  expect(await database.prisma.linkedAccount.findMany({ where: { userId: id } })).toHaveLength(1)

  gitHub.become({ id: accounts, publicEmail: null, emails: [email('moved@elsewhere.example', { verified: false })] })
  const later = authBrowser()
  expect(await later.signInWith('github')).toBe(`${base}/clicks`)
  expect(later.session).toBeTruthy()

  // Another GitHub account with the same address doesn't get in.
  become({ publicEmail: null, emails: [email(mine)] })
  const stranger = authBrowser()
  expect(await stranger.signInWith('github')).toBe(`${base}/sign-in?error=NoAccount`)
  expect(stranger.session).toBeUndefined()
})
