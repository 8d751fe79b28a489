import { randomUUID } from 'node:crypto'
import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test, vi } from 'vitest'
import { z } from 'zod'
import { clickRow } from '@/lib/testing/rows'
import { temporaryFolder } from '@/lib/testing/temporary-folder'
import { DiskWatch, reserveOf, type Space } from './disk'
import { openEventLog } from './log'
import { literal } from './sql'
import { click } from './tables'

const MB = 1_000_000
const soon = { timeout: 20_000, interval: 20 }

test('reserves a tenth of a small disk and half a gigabyte of a large one', () => {
  expect(reserveOf({ free: 0, total: 600 * MB })).toBe(60 * MB)
  expect(reserveOf({ free: 0, total: 1_000_000 * MB })).toBe(512 * MB)
})

test('pauses the store before refusing clicks, resumes each slightly above its threshold, and logs each change once', async () => {
  const log: string[] = []
  const told: string[] = []
  let free = 0
  const watch = new DiskWatch({
    folder: '/',
    log: (line) => log.push(line),
    stopStore: async () => void told.push('stop'),
    startStore: async () => void told.push('start'),
    measure: async (): Promise<Space> => ({ free: free * MB, total: 1_000 * MB }),
  })
  const rooms: [number, string][] = []
  for (free of [900, 100, 99, 50, 49, 55, 60, 119, 120, 30]) {
    await watch.look()
    rooms.push([free, watch.room])
  }
  expect(rooms).toEqual([
    [900, 'ample'],
    [100, 'ample'],
    [99, 'low'],
    [50, 'low'],
    [49, 'full'],
    [55, 'full'],
    [60, 'low'],
    [119, 'low'],
    [120, 'ample'],
    [30, 'full'],
  ])
  expect(told).toEqual(['stop', 'start', 'stop'])
  expect(log).toHaveLength(6)
})

test('retries when pausing the store fails', async () => {
  const told: string[] = []
  const log: string[] = []
  const watch = new DiskWatch({
    folder: '/',
    log: (line) => log.push(line),
    stopStore: async () => {
      told.push('stop')
      if (told.length < 3) throw new Error('busy')
    },
    measure: async () => ({ free: 0, total: 1_000 * MB }),
  })
  for (let look = 0; look < 5; look++) await watch.look()
  expect(told).toEqual(['stop', 'stop', 'stop'])
  expect(log.filter((line) => line.includes('busy'))).toHaveLength(1)
})

test('the embedded store stops writing below the reserve, refuses clicks below half of it, and catches up once there’s space', async () => {
  const dataDir = temporaryFolder()
  const log: string[] = []
  let free = 1_000
  const events = await openEventLog({
    dataDir,
    spacing: 0,
    log: (line) => log.push(line),
    measure: async () => ({ free: free * MB, total: 2_000 * MB }),
  })
  const organization = randomUUID()
  const time = '2026-11-20 10:00:00.000'
  const clicks = () => [clickRow({ organization, id: randomUUID(), time })]
  const ask = async (sql: string) =>
    (await events.query({ work: 'test', sql: literal(sql), row: z.object({ n: z.number() }) }))[0]?.n
  const active = () => ask("SELECT count() AS n FROM system.parts WHERE active AND table = 'click'")
  const merges = () => ask('SELECT count() AS n FROM system.merges')

  await events.append(click, clicks())
  await events.flush()
  free = 199
  await vi.waitFor(() => expect(log.join()).toContain('Reports are paused'), soon)
  // It's kept in the journal but not stored.
  await events.append(click, clicks())
  await expect(events.forget({ organizations: [organization] })).rejects.toThrow(/disk is almost full: 199 MB/)
  await expect(events.checkRollUps()).rejects.toThrow(/disk is almost full/)
  expect(await ask('SELECT count() AS n FROM click')).toBe(1)
  expect(readdirSync(join(dataDir, 'journal', 'click')).filter((name) => name.endsWith('.jsonl'))).toHaveLength(1)
  // Rows inserted directly aren't merged either.
  const before = (await active()) ?? 0
  for (let part = 0; part < 12; part++)
    await events.command(
      `INSERT INTO click (organization, id, time, day) SETTINGS insert_deduplicate = 0 VALUES ('${organization}', '${randomUUID()}', '${time}', '2026-11-20')`,
    )
  await expect(events.command('OPTIMIZE TABLE click FINAL')).rejects.toThrow(/Cancelled/)
  expect([await active(), await merges()]).toEqual([before + 12, 0])

  free = 99
  await vi.waitFor(
    () =>
      expect(events.append(click, clicks())).rejects.toThrow(
        'The disk is full: 99 MB of disk space is free, and 200 MB must stay free.',
      ),
    soon,
  )
  const refusedFrom = await ask('SELECT count() AS n FROM click')
  free = 1_000
  await vi.waitFor(() => events.append(click, clicks()), soon)
  await events.flush()
  expect(await ask('SELECT count() AS n FROM click')).toBeGreaterThan(refusedFrom ?? 0)
  await events.command('OPTIMIZE TABLE click FINAL')
  expect(await active()).toBe(1)
  await events.checkRollUps()
  expect(await ask('SELECT sum(clicks) + sum(rejected) + sum(bots) AS n FROM click_daily')).toBe(
    await ask(
      "SELECT countIf(status = 'Approved' AND NOT bot) + countIf(status = 'Rejected') + countIf(bot) AS n FROM click",
    ),
  )
  await events.close()
})

test('cancels a deletion in progress when the disk fills up, so that its caller doesn’t keep waiting', async () => {
  const log: string[] = []
  let free = 1_000
  const events = await openEventLog({
    dataDir: temporaryFolder(),
    spacing: 0,
    log: (line) => log.push(line),
    measure: async () => ({ free: free * MB, total: 2_000 * MB }),
  })
  const organization = randomUUID()
  await events.append(click, [clickRow({ organization, id: randomUUID(), time: '2026-11-20 10:00:00.000' })])
  await events.flush()
  // Simulates a deletion waiting behind merges.
  await events.command('SYSTEM STOP MERGES click')
  const forgetting = events.forget({ organizations: [organization] }).then(
    () => 'done',
    (error: unknown) => String(error),
  )
  const waiting = z.object({ n: z.number() })
  const sql = literal('SELECT count() AS n FROM system.mutations WHERE NOT is_done')
  await vi.waitFor(
    async () => expect(await events.query({ work: 'test', sql, row: waiting })).toEqual([{ n: 1 }]),
    soon,
  )
  free = 10
  expect(await forgetting).toMatch(/mutation/i)
  free = 1_000
  await vi.waitFor(() => expect(log.join()).toContain('space again'), soon)
  await events.forget({ organizations: [organization] })
  expect(await events.query({ work: 'test', sql: literal('SELECT count() AS n FROM click'), row: waiting })).toEqual([
    { n: 0 },
  ])
  await events.close()
})
