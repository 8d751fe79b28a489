import { Client } from 'pg'
import { expect, inject, test, vi } from 'vitest'
import { testDatabase } from '@/lib/testing/database'

const database = await testDatabase()

async function listener(channel: string) {
  const heard: string[] = []
  let reconnects = 0
  const stop = await database.listen(
    channel,
    (payload) => heard.push(payload),
    () => reconnects++,
  )
  return { heard, reconnects: () => reconnects, stop }
}

async function notify(channel: string, payload: string): Promise<void> {
  await database.prisma.$executeRaw`select pg_notify(${channel}, ${payload})`
}

/** Process IDs of the listening connections. */
async function listening(): Promise<{ pid: number }[]> {
  return database.prisma
    .$queryRaw`select pid from pg_stat_activity where datname = current_database() and query ilike 'listen%'`
}

test('receives notifications on its channel until it’s stopped', async () => {
  const one = await listener('one')
  const two = await listener('Two "quoted"')
  await notify('one', 'a')
  await notify('Two "quoted"', 'b')
  await notify('one', 'c')
  await vi.waitFor(() => expect([one.heard, two.heard]).toEqual([['a', 'c'], ['b']]))
  await one.stop()
  await one.stop()
  await notify('one', 'd')
  await notify('Two "quoted"', 'e')
  await vi.waitFor(() => expect(two.heard).toEqual(['b', 'e']))
  expect(one.heard).toEqual(['a', 'c'])
  await two.stop()
  await vi.waitFor(async () => expect(await listening()).toEqual([]))
})

test('reconnects when its connection is cut, reports it once each time, and receives again', async () => {
  const { heard, reconnects, stop } = await listener('one')
  for (let cut = 1; cut <= 3; cut++) {
    await database.prisma
      .$executeRaw`select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and query ilike 'listen%'`
    await vi.waitFor(() => expect(reconnects()).toBe(cut), { timeout: 20_000 })
    await notify('one', `after ${cut}`)
    await vi.waitFor(() => expect(heard).toHaveLength(cut))
  }
  expect(await listening()).toHaveLength(1)
  await stop()
  await vi.waitFor(async () => expect(await listening()).toEqual([]))
  expect(reconnects()).toBe(3)
})

test('keeps retrying while the database rejects connections, and can be stopped meanwhile', async () => {
  const waiting = await listener('one')
  const stopped = await listener('one')
  const [row] = await database.prisma.$queryRaw<{ name: string }[]>`select current_database()::text as name`
  // Existing connections stay open, such as the pool's.
  const outside = new Client({ ...inject('postgres'), database: 'postgres' })
  await outside.connect()
  await outside.query(`alter database ${row?.name} allow_connections false`)
  await database.prisma
    .$executeRaw`select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and query ilike 'listen%'`
  await vi.waitFor(async () => expect(await listening()).toEqual([]))
  await stopped.stop()
  await outside.query(`alter database ${row?.name} allow_connections true`)
  await outside.end()
  await vi.waitFor(() => expect(waiting.reconnects()).toBe(1), { timeout: 20_000 })
  expect(stopped.reconnects()).toBe(0)
  // An attempt that was under way when it was stopped may connect once more, and then ends.
  await vi.waitFor(async () => expect(await listening()).toHaveLength(1))
})
