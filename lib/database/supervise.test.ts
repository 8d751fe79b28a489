import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test, vi } from 'vitest'
import { temporaryFolder } from '@/lib/testing/temporary-folder'
import { freeze, postmasterIn } from '@/lib/testing/postmaster'
import { isAway } from './away'
import { openDatabase } from './open'
import { startEmbedded } from './embedded'
import { isPostmaster } from './process'

const patient = { timeout: 20_000 }

test('a server that is killed is started again, with its data and with those who listen', async () => {
  const dataDir = temporaryFolder()
  const lines: string[] = []
  const database = await openDatabase({ dataDir, log: (line) => lines.push(line) })
  await database.prisma.organization.create({ data: { name: 'North', slug: 'north' } })
  const heard: string[] = []
  let reconnects = 0
  await database.listen('news', (payload) => heard.push(payload), () => reconnects++)

  for (let kill = 1; kill <= 2; kill++) {
    const pid = postmasterIn(dataDir)
    // In the middle of a question.
    const asked = database.prisma.$queryRaw`select pg_sleep(30)::text`.then(
      () => 'answered',
      (error: unknown) => isAway(error),
    )
    await vi.waitFor(async () => expect(await database.prisma.$queryRaw`select from pg_stat_activity where query like '%pg_sleep(30)%' and pid <> pg_backend_pid()`).toHaveLength(1))
    process.kill(pid, 'SIGKILL')
    // PostgreSQL's sessions see their server's end when they wait; this one is stopped by the next server's start at the latest.
    expect(await asked).toBe(true)
    await vi.waitFor(async () => expect(await database.prisma.organization.findMany()).toMatchObject([{ name: 'North' }]), patient)
    expect(postmasterIn(dataDir)).not.toBe(pid)
    await vi.waitFor(() => expect(reconnects).toBe(kill), patient)
  }
  await database.prisma.$executeRaw`select pg_notify('news', 'hello')`
  await vi.waitFor(() => expect(heard).toEqual(['hello']))
  const last = postmasterIn(dataDir)
  expect(lines.at(-1)).toBe(`PostgreSQL is back (process ${last}).`)
  await database.close()
  expect(isPostmaster(last, join(dataDir, 'postgres', 'data'))).toBe(false)
})

test('a frozen server fails questions, transactions and connections instead of keeping them waiting, and is used again when it thaws', async () => {
  const dataDir = temporaryFolder()
  const database = await openDatabase({ dataDir })
  const ask = () =>
    Promise.all(
      [database.prisma.$queryRaw`select 1`, database.prisma.organization.findMany(), database.prisma.$transaction((tx) => tx.organization.count())].map((asked) =>
        asked.then(
          () => 'answered',
          (error: unknown) => isAway(error),
        ),
      ),
    )
  expect(await ask()).toEqual(['answered', 'answered', 'answered'])
  expect(await database.isAnswering()).toBe(true)
  const thaw = freeze(dataDir)
  expect(await database.isAnswering()).toBe(false)
  // On connections that were there, and on new ones.
  expect(await ask()).toEqual([true, true, true])
  expect(await ask()).toEqual([true, true, true])
  thaw()
  expect(await ask()).toEqual(['answered', 'answered', 'answered'])
  expect(await database.isAnswering()).toBe(true)
  await database.close()
})

test('sessions that outlive their server are no obstacle, even frozen ones', async () => {
  const dataDir = temporaryFolder()
  const database = await openDatabase({ dataDir })
  await database.prisma.organization.count()
  freeze(dataDir)
  process.kill(postmasterIn(dataDir), 'SIGKILL')
  await vi.waitFor(async () => expect(await database.prisma.organization.count()).toBe(0), { timeout: 40_000 })
  await database.close()
})

test('one that can’t be started again is told of once, with its own words', async () => {
  const dataDir = temporaryFolder()
  const hopeless: string[] = []
  const postgres = await startEmbedded({ dataDir, log: () => {}, throwAway: true, pause: { first: 1, longest: 1 }, onHopeless: ({ message }) => hopeless.push(message) })
  rmSync(join(dataDir, 'postgres', 'data', 'global'), { recursive: true })
  process.kill(postgres.pid, 'SIGKILL')
  await vi.waitFor(() => expect(hopeless).toHaveLength(1), { timeout: 40_000 })
  expect(hopeless[0]).toMatch(/couldn't be restarted after 6 attempts\.\n.*could not/s)
  await postgres.close()
  expect(hopeless).toHaveLength(1)
})

test('it can be closed while it is being started again', async () => {
  const dataDir = temporaryFolder()
  const lines: string[] = []
  const postgres = await startEmbedded({ dataDir, log: (line) => lines.push(line), throwAway: true })
  process.kill(postgres.pid, 'SIGKILL')
  await vi.waitFor(() => expect(lines.at(-1)).toContain('Restarting it'), patient)
  await postgres.close()
  expect(() => postmasterIn(dataDir)).toThrow('No PostgreSQL runs')
})
