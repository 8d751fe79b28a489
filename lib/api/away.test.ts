import { createServer } from 'node:http'
import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openDatabase } from '@/lib/database/open'
import type { Database } from '@/lib/database/client'
import { send } from '@/lib/testing/api'
import { testEventLog } from '@/lib/testing/events'
import { installedFolder } from '@/lib/testing/installed-folder'
import { freeze } from '@/lib/testing/postmaster'
import { createWorld, type World } from '@/lib/testing/world'
import { answerWhileAway } from './away'

const dataDir = await installedFolder()
let database: Database
let world: World
beforeAll(async () => {
  database = await openDatabase({ dataDir })
  world = await createWorld(database, await testEventLog())
})
afterAll(() => database.close())

const ask = (path: string) => send('GET', path, { headers: { 'X-Api-Key': world.admin.key } })

test('every API family answers 503 in its own format, with Retry-After, while PostgreSQL is away', async () => {
  const paths = ['/api/v1/clicks', '/api/v2/users', '/api/app/publishers']
  const statuses = async () => (await Promise.all(paths.map(ask))).map(({ status }) => status)
  expect(await statuses()).toEqual([200, 200, 200])
  const thaw = freeze(dataDir)
  try {
    const replies = await Promise.all(paths.map(ask))
    expect(replies.map(({ status, headers }) => [status, headers.get('retry-after')])).toEqual(
      paths.map(() => [503, '5']),
    )
    for (const { body } of replies)
      expect(body).toMatchObject({
        error: { code: 'service_unavailable', message: expect.stringContaining('isn’t responding') },
      })
  } finally {
    thaw()
  }
  expect(await statuses()).toEqual([200, 200, 200])
})

test('pages and sign-in answer 503 too, but requests that don’t need the database go through', async () => {
  const server = createServer((request, response) => {
    void answerWhileAway(database, request, response).then((answered) => answered || response.end('let through'))
  }).listen(0)
  await once(server, 'listening')
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion
  const { port } = server.address() as AddressInfo
  const get = async (path: string) => {
    const response = await fetch(`http://localhost:${port}${path}`)
    return [
      response.status,
      response.headers.get('retry-after'),
      response.headers.get('content-type')?.split(';')[0] ?? null,
      (await response.text()).includes('let through'),
    ]
  }
  const free = [200, null, null, true]
  expect(await get('/overview')).toEqual(free)
  const thaw = freeze(dataDir)
  try {
    const paths = [
      '/overview',
      '/sign-in?error=x',
      '/api/auth/callback/credentials',
      '/_next/static/a.js',
      '/api/v1/clicks',
    ]
    expect(await Promise.all(paths.map(get))).toEqual([
      [503, '5', 'text/html', false],
      [503, '5', 'text/html', false],
      [503, '5', 'application/json', false],
      free,
      free,
    ])
  } finally {
    thaw()
  }
  expect(await get('/overview')).toEqual(free)
  server.close()
})
