import { expect, test } from 'vitest'
import { z } from 'zod'
import { createWorld } from '@/lib/testing/world'
import { send } from '@/lib/testing/api'
import { testDatabase } from '@/lib/testing/database'
import { testEventLog } from '@/lib/testing/events'
import { config } from '@/lib/config'

const world = await createWorld(await testDatabase(), await testEventLog())

test('a key over its limit gets 429 with Retry-After, and other keys aren’t affected', async () => {
  config().rateLimitPerMinute = 5
  const ask = (key: string) => send('GET', '/api/v1/clicks', { headers: { 'X-Api-Key': key } })
  const number = (headers: Headers, name: string) => z.coerce.number().int().parse(headers.get(name))

  const first = await ask(world.admin.key)
  expect(first.status).toBe(200)
  expect(number(first.headers, 'x-ratelimit-limit')).toBe(5)
  expect(number(first.headers, 'x-ratelimit-remaining')).toBe(4)
  const untilReset = number(first.headers, 'x-ratelimit-reset') - Date.now() / 1000
  expect(untilReset).toBeGreaterThan(-1)
  expect(untilReset).toBeLessThan(62)

  // Eleven more calls span at most two windows, so at least one is over the limit no matter when the minute ends.
  const replies = []
  for (let call = 0; call < 11; call++) replies.push(await ask(world.admin.key))
  const refused = replies.find(({ status }) => status === 429)
  expect(refused?.body).toMatchObject({ error: { code: 'rate_limit_exceeded' } })
  const headers = refused?.headers ?? new Headers()
  expect(number(headers, 'retry-after')).toBeGreaterThan(0)
  expect(number(headers, 'x-ratelimit-remaining')).toBe(0)
  expect((await ask(world.publishers[0].key)).status).toBe(200)
})
