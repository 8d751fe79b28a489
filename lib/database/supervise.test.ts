import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test, vi } from 'vitest'
import { installedFolder } from '@/lib/testing/installed-folder'
import { temporaryFolder } from '@/lib/testing/temporary-folder'
import { freeze, postmasterIn } from '@/lib/testing/postmaster'
import { isAway } from './away'
import { openDatabase } from './open'
import { startEmbedded } from './embedded'
import { isPostmaster } from './process'

const patient = { timeout: 20_000 }

test('restarts a killed server with its data, and listeners reconnect', async () => {
  const dataDir = await installedFolder()
  const lines: string[] = []
  const database = await openDatabase({ dataDir, log: (line) => lines.push(line) })
  await database.prisma.organization.create({ data: { name: 'North', slug: 'north' } })
  const heard: string[] = []
  let reconnects = 0
  await database.listen(
    'news',
    (payload) => heard.push(payload),
    () => reconnects++,
  )

  for (let kill = 1; kill <= 2; kill++) {
    const pid = postmasterIn(dataDir)
    // In the middle of a query.
    const asked = database.prisma.$queryRaw`select pg_sleep(30)::text`.then(
      () => 'answered',
      (error: unknown) => isAway(error),
    )
    await vi.waitFor(async () =>
      expect(
        await database.prisma
          .$queryRaw`select from pg_stat_activity where query like '%pg_sleep(30)%' and pid <> pg_backend_pid()`,
      ).toHaveLength(1),
    )
    process.kill(pid, 'SIGKILL')
    // PostgreSQL's sessions notice that their server is gone when they wait. At the latest, the next server's start ends this one.
    expect(await asked).toBe(true)
    // Until then, one of its other sessions may still answer.
    await vi.waitFor(() => expect(postmasterIn(dataDir)).not.toBe(pid), patient)
    await vi.waitFor(
      async () => expect(await database.prisma.organization.findMany()).toMatchObject([{ name: 'North' }]),
      patient,
    )
    await vi.waitFor(() => expect(reconnects).toBe(kill), patient)
  }
  await database.prisma.$executeRaw`select pg_notify('news', 'hello')`
  await vi.waitFor(() => expect(heard).toEqual(['hello']))
  const last = postmasterIn(dataDir)
  expect(lines.at(-1)).toBe(`PostgreSQL is back (process ${last}).`)
  await database.close()
  expect(isPostmaster(last, join(dataDir, 'postgres', 'data'))).toBe(false)
})

test('queries, transactions and connections to a frozen server fail quickly, and work again when it thaws', async () => {
  const dataDir = await installedFolder()
  const database = await openDatabase({ dataDir })
  const ask = () =>
    Promise.all(
      [
        database.prisma.$queryRaw`select 1`,
        database.prisma.organization.findMany(),
        database.prisma.$transaction((tx) => tx.organization.count()),
      ].map((asked) =>
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
  // First on existing connections, then on new ones.
  expect(await ask()).toEqual([true, true, true])
  expect(await ask()).toEqual([true, true, true])
  thaw()
  expect(await ask()).toEqual(['answered', 'answered', 'answered'])
  expect(await database.isAnswering()).toBe(true)
  await database.close()
})

test('restarts even if frozen sessions outlive their server', async () => {
  const dataDir = await installedFolder()
  const database = await openDatabase({ dataDir })
  await database.prisma.organization.count()
  freeze(dataDir)
  process.kill(postmasterIn(dataDir), 'SIGKILL')
  await vi.waitFor(async () => expect(await database.prisma.organization.count()).toBe(0), { timeout: 40_000 })
  await database.close()
})

test('reports a server that can’t be restarted once, with PostgreSQL’s own message', async () => {
  const dataDir = temporaryFolder()
  const hopeless: string[] = []
  const postgres = await startEmbedded({
    dataDir,
    log: () => {},
    throwAway: true,
    pause: { first: 1, longest: 1 },
    onHopeless: ({ message }) => hopeless.push(message),
  })
  rmSync(join(dataDir, 'postgres', 'data', 'global'), { recursive: true })
  process.kill(postgres.pid, 'SIGKILL')
  await vi.waitFor(() => expect(hopeless).toHaveLength(1), { timeout: 40_000 })
  expect(hopeless[0]).toMatch(/couldn't be restarted after 6 attempts\.\n.*could not/s)
  await postgres.close()
  expect(hopeless).toHaveLength(1)
})

test('can be closed during a restart', async () => {
  const dataDir = temporaryFolder()
  const lines: string[] = []
  const postgres = await startEmbedded({ dataDir, log: (line) => lines.push(line), throwAway: true })
  process.kill(postgres.pid, 'SIGKILL')
  await vi.waitFor(() => expect(lines.at(-1)).toContain('Restarting it'), patient)
  await postgres.close()
  expect(() => postmasterIn(dataDir)).toThrow('No PostgreSQL runs')
})
