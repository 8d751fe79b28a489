import { beforeAll, describe, expect, test } from 'vitest'
import { makeOwnKey } from '@/lib/access/api-keys'
import { resolveCaller } from '@/lib/access/resolve'
import { config } from '@/lib/config'
import { send } from '@/lib/testing/api'
import { testDatabase } from '@/lib/testing/database'
import { testEventLog } from '@/lib/testing/events'
import { createWorld } from '@/lib/testing/world'
import { dispatch } from './dispatch'

const database = await testDatabase()
const world = await createWorld(database, await testEventLog())
const HERE = 'https://app.example.com'
const ELSEWHERE = 'https://evil.example'

async function keyFor(allowedOrigins: string[], expiresAt: Date | null = null): Promise<string> {
  const caller = await resolveCaller(database, new Headers({ cookie: world.admin.cookie }))
  if ('problem' in caller) throw new Error(`no caller: ${caller.problem}`)
  return (await makeOwnKey(database, caller, { name: 'page', allowedOrigins, expiresAt })).key
}

let key = ''
let anywhere = ''
beforeAll(async () => {
  key = await keyFor([HERE, 'http://localhost:5173'])
})

const CLICKS = '/api/v1/clicks'
const ask = (headers: Record<string, string>, path = CLICKS) => send('GET', path, { headers })
const cors = (headers: Headers) =>
  Object.fromEntries([...headers].filter(([name]) => name.startsWith('access-control-') || name === 'vary'))

function preflight(origin: string | undefined, path = CLICKS, method: string | undefined = 'GET'): Promise<Response> {
  const headers = {
    ...(origin && { origin }),
    ...(method && { 'access-control-request-method': method, 'access-control-request-headers': 'x-api-key' }),
  }
  const request = new Request(`http://localhost:3000${path}`, { method: 'OPTIONS', headers })
  return dispatch(request)
}

describe('a preflight', () => {
  test('is allowed from a site that a key allows', async () => {
    const response = await preflight(HERE, '/api/v2/users', 'POST')
    expect(response.status).toBe(204)
    expect(cors(response.headers)).toEqual({
      'access-control-allow-origin': HERE,
      'access-control-allow-methods': 'GET, POST',
      'access-control-allow-headers': 'Accept, API-Key, Authorization, Content-Type, If-Match, X-Api-Key',
      'access-control-max-age': '7200',
      vary: 'Origin',
    })
    expect(cors((await preflight('http://localhost:5173')).headers)).toMatchObject({
      'access-control-allow-origin': 'http://localhost:5173',
      'access-control-allow-methods': 'GET',
    })
  })

  test.each([
    ELSEWHERE,
    `${HERE}.evil.example`,
    `${HERE}:444`,
    HERE.replace('https', 'http'),
    'null',
    '*',
    '',
    'x'.repeat(5000),
    undefined,
  ])('isn’t allowed from %s', async (origin) => {
    const response = await preflight(origin)
    expect([response.status, cors(response.headers)]).toEqual([204, { vary: 'Origin' }])
  })

  test('isn’t allowed on paths of our own pages, and other OPTIONS requests get no CORS headers', async () => {
    expect(cors((await preflight(HERE, '/api/app/overview')).headers)).toEqual({})
    const plain = new Request(`http://localhost:3000${CLICKS}`, { method: 'OPTIONS', headers: { origin: HERE } })
    expect(cors((await dispatch(plain)).headers)).toEqual({
      vary: 'Origin',
    })
  })

  test('considers only valid keys', async () => {
    const site = 'https://former.example.com'
    await keyFor([site], new Date())
    await keyFor([site])
    expect(cors((await preflight(site)).headers)).toMatchObject({ 'access-control-allow-origin': site })
    await database.prisma.apiKey.updateMany({
      where: { allowedOrigins: { has: site } },
      data: { revokedAt: new Date() },
    })
    expect(cors((await preflight(site)).headers)).toEqual({ vary: 'Origin' })
  })
})

describe('a call with a key', () => {
  const shared = {
    'access-control-allow-origin': HERE,
    'access-control-expose-headers':
      'Retry-After, X-RateLimit-Limit, X-RateLimit-Remaining, X-RateLimit-Reset, X-Request-Id',
    vary: 'Origin',
  }

  test('can be read by a site that the key allows, including errors', async () => {
    const fine = await ask({ 'x-api-key': key, origin: HERE })
    expect([fine.status, cors(fine.headers)]).toEqual([200, shared])
    const wrong = await ask({ 'x-api-key': key, origin: HERE }, `${CLICKS}?per_page=nonsense`)
    expect([wrong.status, cors(wrong.headers)]).toEqual([400, shared])
    const limit = config().rateLimitPerMinute
    config().rateLimitPerMinute = 1
    try {
      const often = await ask({ 'x-api-key': key, origin: HERE })
      expect([often.status, cors(often.headers)]).toEqual([429, shared])
    } finally {
      config().rateLimitPerMinute = limit
    }
  })

  test('is refused from any other site, in the API family’s format', async () => {
    for (const origin of [ELSEWHERE, 'null', HERE.toUpperCase()]) {
      const reply = await ask({ 'x-api-key': key, origin })
      expect([reply.status, cors(reply.headers)]).toEqual([403, { vary: 'Origin' }])
      expect(reply.body).toMatchObject({
        error: {
          code: 'forbidden',
          message: `This API key can’t be used from pages on ${origin}. Add that site to the key’s allowed origins.`,
        },
      })
    }
    expect((await ask({ 'api-key': key, origin: ELSEWHERE }, '/api/v2/users')).body).toEqual({
      error: { code: 'forbidden', message: expect.stringContaining(ELSEWHERE), details: [] },
    })
    // Keys allow no sites by default.
    expect((await ask({ 'x-api-key': world.admin.key, origin: HERE })).status).toBe(403)
  })

  test('is refused from other sites on paths of our own pages', async () => {
    const reply = await ask({ 'x-api-key': key, origin: HERE }, '/api/app/overview?range=today')
    expect([reply.status, cors(reply.headers)]).toEqual([403, {}])
  })

  test('works as usual without an Origin header or from our own pages', async () => {
    const ours: Record<string, string> = { 'x-api-key': key, origin: 'http://localhost:3000' }
    for (const headers of [{ 'x-api-key': key }, ours]) {
      const reply = await ask(headers)
      expect([reply.status, cors(reply.headers)]).toEqual([200, { vary: 'Origin' }])
    }
  })

  test('can be read by any site if the key allows all', async () => {
    anywhere = await keyFor(['*'])
    for (const origin of [ELSEWHERE, 'null', '*']) {
      const reply = await ask({ 'x-api-key': anywhere, origin })
      expect([reply.status, cors(reply.headers)]).toEqual([200, { ...shared, 'access-control-allow-origin': '*' }])
      expect(cors((await preflight(origin)).headers)).toMatchObject({ 'access-control-allow-origin': '*' })
    }
    expect((await ask({ 'x-api-key': key, origin: ELSEWHERE })).status).toBe(403)
  })
})

test('requests with a session or without a valid key get no CORS headers', async () => {
  const session: Record<string, string> = { origin: HERE, cookie: world.admin.cookie }
  for (const headers of [session, { origin: HERE }, { origin: HERE, 'x-api-key': 'trb_nobody' }]) {
    expect(cors((await ask(headers)).headers)).toEqual({ vary: 'Origin' })
  }
})

test.each([
  [['https://app.example.com/']],
  [['https://app.example.com/path']],
  [['https://App.example.com']],
  [['https://app.example.com:443']],
  [['https://user@app.example.com']],
  [['app.example.com']],
  [['ftp://app.example.com']],
  [['null']],
  [['https://*.example.com']],
  [['https://app.example.com', '']],
  [['']],
])('%j isn’t a valid list of allowed origins', async (allowed_origins) => {
  const headers = { cookie: world.admin.cookie, origin: 'http://localhost:3000' }
  for (const [method, path] of [
    ['POST', '/api/app/api-keys'],
    ['PATCH', `/api/app/api-keys/${world.admin.keyId}`],
  ] as const) {
    const reply = await send(method, path, { headers, body: { name: 'page', allowed_origins } })
    expect(reply.status).toBe(400)
    expect(reply.body).toMatchObject({
      error: {
        details: [
          {
            field: 'allowed_origins',
            message: expect.stringMatching(/^must list origins such as https:\/\/app\.example\.com.* isn’t one$/),
          },
        ],
      },
    })
  }
})
