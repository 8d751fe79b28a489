import { expect, test } from 'vitest'
import { testDatabase } from '@/lib/testing/database'
import { testEventLog } from '@/lib/testing/events'
import { createWorld } from '@/lib/testing/world'
import { dispatch } from './dispatch'

const world = await createWorld(await testDatabase(), await testEventLog())
const ask = (method: string, path: string) =>
  dispatch(new Request(`http://localhost:3000${path}`, { method, headers: { 'API-KEY': world.admin.key } }))

test('HEAD is answered like GET', async () => {
  const response = await ask('HEAD', '/api/v2/users')
  expect([response.status, response.headers.get('content-type')]).toEqual([200, 'application/json'])
})

test('values in the path are decoded, and a fixed segment isn’t one', async () => {
  const unknown = await ask('GET', '/api/v2/publishers/caf%C3%A9%2Fone')
  expect([unknown.status, (await ask('GET', '/api/app/clicks/daily')).status]).toEqual([404, 200])
})
