import { expect, test, vi } from 'vitest'
import { send } from '@/lib/testing/api'
import { testDatabase } from '@/lib/testing/database'
import { testEventLog } from '@/lib/testing/events'
import { createWorld } from '@/lib/testing/world'
import { MAX_INVALID } from './invalid-keys'
import { ADDRESS_HEADER } from '@/lib/identity/origin'
import { resolveCaller } from './resolve'

const database = await testDatabase()
const world = await createWorld(database, await testEventLog())

const start = new Date('2026-11-21T10:00:00Z')
const later = (seconds: number) => new Date(start.getTime() + seconds * 1000)
const from = (address: string, key: string) => new Headers({ 'x-api-key': key, [ADDRESS_HEADER]: address })
const ask = (address: string, key: string, now = start) => resolveCaller(database, from(address, key), now)

async function flood(address: string, now = start): Promise<void> {
  for (let index = 0; index < MAX_INVALID; index++)
    expect(await ask(address, `trb_${address}_${index}`, now)).toEqual({ problem: 'invalid' })
}

test('stops querying the database after too many invalid keys', async () => {
  await flood('203.0.113.1')
  const asked = vi.spyOn(database.prisma, '$queryRaw')
  expect(await ask('203.0.113.1', 'trb_one_more', later(15))).toEqual({ problem: 'too_many_invalid', retryAfter: 45 })
  expect(asked).not.toHaveBeenCalled()
  asked.mockRestore()
  expect(await ask('203.0.113.1', 'trb_one_more', later(60))).toEqual({ problem: 'invalid' })
})

test('counts an IPv6 /64 as one network', async () => {
  await flood('2001:db8:0:1::1')
  expect(await ask('2001:db8:0:1:ffff::2', 'trb_x')).toMatchObject({ problem: 'too_many_invalid' })
  expect(await ask('2001:db8:0:2::1', 'trb_x')).toEqual({ problem: 'invalid' })
  expect(await ask('203.0.113.2', world.admin.key)).not.toHaveProperty('problem')
})

test('a known valid key keeps working while its network is blocked, until it’s revoked', async () => {
  const person = await world.person('admin')
  expect(await ask('203.0.113.3', person.key)).not.toHaveProperty('problem')
  await flood('203.0.113.3')
  expect(await ask('203.0.113.3', person.key)).not.toHaveProperty('problem')
  await database.prisma.apiKey.update({ where: { id: person.keyId }, data: { revokedAt: start } })
  expect(await ask('203.0.113.3', person.key)).toEqual({ problem: 'revoked' })
  expect(await ask('203.0.113.3', person.key)).toMatchObject({ problem: 'too_many_invalid' })
})

test('doesn’t limit callers without an address', async () => {
  await flood('')
  expect(await ask('', 'trb_x')).toEqual({ problem: 'invalid' })
})

test('counts expired keys too', async () => {
  const person = await world.person('admin')
  await database.prisma.apiKey.update({ where: { id: person.keyId }, data: { expiresAt: start } })
  for (let index = 0; index < MAX_INVALID; index++)
    expect(await ask('203.0.113.4', person.key)).toEqual({ problem: 'expired' })
  expect(await ask('203.0.113.4', person.key)).toMatchObject({ problem: 'too_many_invalid' })
})

test('every API family answers 429 with Retry-After', async () => {
  await flood('203.0.113.5', new Date())
  for (const [path, shape] of [
    ['/api/v1/clicks', { error: { code: 'rate_limit_exceeded', request_id: expect.any(String) } }],
    [
      '/api/v2/users',
      {
        error: {
          code: 'rate_limit_exceeded',
          message: expect.stringMatching(
            /^Too many invalid API keys were sent from your network\. Try again in \d+ seconds?\.$/,
          ),
        },
      },
    ],
  ] as const) {
    const reply = await send('GET', path, { headers: Object.fromEntries(from('203.0.113.5', 'trb_x')) })
    expect(reply.status).toBe(429)
    expect(reply.body).toMatchObject(shape)
    expect(Number(reply.headers.get('retry-after'))).toBeGreaterThan(0)
  }
})
