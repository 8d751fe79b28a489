import { spawn } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import {
  chmodSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { z } from 'zod'
import { factsOf, foundClick } from '@/lib/conversions/facts'
import { shipOutbox } from '@/lib/conversions/outbox'
import { openDatabase } from '@/lib/database/open'
import { openEventLog } from '@/lib/events/log'
import { sql } from '@/lib/events/sql'
import { clickRow } from '@/lib/testing/rows'
import { installedFolder } from '@/lib/testing/installed-folder'
import { programArguments } from '@/lib/testing/programs'
import { temporaryFolder } from '@/lib/testing/temporary-folder'
import { startServer } from '@/lib/testing/server'
import { createWorld } from '@/lib/testing/world'
import { makeBackup, MANIFEST } from './backup'
import { restoreBackup } from './restore'

/** Runs a script from package.json. @returns its exit code and output */
async function run(
  script: 'backup' | 'restore',
  args: string[],
  dataDir: string,
): Promise<{ code: unknown; said: string }> {
  const child = spawn(process.execPath, [...programArguments(`scripts/${script}.ts`), ...args], {
    env: { ...process.env, DATA_DIR: dataDir, DATABASE_URL: '', CLICKHOUSE_URL: '', NODE_ENV: 'production' },
  })
  let said = ''
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => (said += chunk.toString()))
  const [code]: unknown[] = await once(child, 'close')
  return { code, said }
}

/** The contents of both stores, and which background jobs have a schedule. */
async function contents(dataDir: string): Promise<unknown> {
  const database = await openDatabase({ dataDir })
  const events = await openEventLog({ dataDir, log: () => {} })
  const count = z.object({ count: z.number(), sum: z.number() })
  const clicks = await events.query({
    work: 'test',
    sql: sql`SELECT count() AS count, sum(publisher) AS sum FROM click`,
    row: count,
  })
  const daily = await events.query({
    work: 'test',
    sql: sql`SELECT sum(clicks) AS count, sum(publisher * clicks) AS sum FROM click_daily`,
    row: count,
  })
  const totals = await events.query({
    work: 'test',
    sql: sql`SELECT sum(total) AS count, 0 AS sum FROM day_total`,
    row: count,
  })
  const tables = [
    database.prisma.organization,
    database.prisma.user,
    database.prisma.apiKey,
    database.prisma.session,
    database.prisma.publisher,
    database.prisma.auditEntry,
  ]
  const rows: unknown[] = []
  for (const table of tables) rows.push(await (table.findMany as () => Promise<unknown>)())
  const [{ hasJobs }] = z
    .tuple([z.object({ hasJobs: z.boolean() })])
    .parse(await database.prisma.$queryRaw`select to_regclass('pgboss.schedule') is not null as "hasJobs"`)
  const jobs = hasJobs
    ? z
        .array(z.object({ name: z.string() }))
        .parse(await database.prisma.$queryRaw`select name from pgboss.schedule order by name`)
    : []
  await events.close()
  await database.close()
  return { clicks, daily, totals, rows, jobs: jobs.map(({ name }) => name) }
}

/** Fills a data directory. Includes text that can trip up line-based and quoted formats. */
async function fill(dataDir: string): Promise<void> {
  const database = await openDatabase({ dataDir })
  const events = await openEventLog({ dataDir, log: () => {} })
  const world = await createWorld(database, events)
  await database.prisma.organization.update({
    where: { id: world.organizationId },
    data: { name: 'Nörth "\\\n\u2028\t, {}' },
  })
  await world.record(
    Array.from({ length: 2500 }, (_, index) => ({
      at: `2026-11-${String(1 + (index % 20)).padStart(2, '0')} 10:00:00`,
      publisher: 1 + (index % 2),
    })),
  )
  await events.close()
  await database.close()
  writeFileSync(join(dataDir, 'auth-secret'), 'the secret', { mode: 0o600 })
  writeFileSync(join(dataDir, 'journal', 'click', 'refused', 'x.jsonl'), '{}\n')
}

function modes(folder: string): number[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' }).map(
    (name) => statSync(join(folder, name)).mode & 0o077,
  )
}

test.each([
  ['anyone can enter', 0o711],
  // When we're root, PostgreSQL can't work there, and the data directory only has a link.
  ['only its owner can enter', 0o700],
])(
  'a stopped installation, in a folder that %s and with spaces in its name, is the same after backup and restore',
  async (_, mode) => {
    const parent = temporaryFolder(mode)
    const dataDir = join(parent, 'the data')
    await fill(dataDir)
    const before = await contents(dataDir)
    const backup = join(parent, 'back ups', 'of today')
    expect(await run('backup', [backup], dataDir)).toMatchObject({
      code: 0,
      said: expect.stringContaining(`Backed up to ${backup}`),
    })
    expect(new Set(modes(join(parent, 'back ups')))).toEqual(new Set([0]))
    expect(readdirSync(join(parent, 'back ups'))).toEqual(['of today'])

    // Backups and data are never overwritten.
    expect(await run('backup', [backup], dataDir)).toMatchObject({
      code: 1,
      said: expect.stringContaining(`${backup} already exists`),
    })
    expect(await run('restore', [backup], dataDir)).toMatchObject({
      code: 1,
      said: expect.stringContaining(`${dataDir} isn't empty`),
    })

    const restored = join(parent, 'elsewhere', 'new data')
    expect(await run('restore', [backup, '--into', restored], dataDir)).toMatchObject({ code: 0 })
    // The two are independent.
    const home = lstatSync(join(dataDir, 'postgres')).isSymbolicLink() ? readdirSync(dataDir) : []
    expect(home.length === 0).toBe(mode === 0o711 || process.getuid?.() !== 0)
    expect(await contents(restored)).toEqual(before)
    expect(await contents(dataDir)).toEqual(before)
    expect(readFileSync(join(restored, 'auth-secret'), 'utf8')).toBe('the secret')
    expect(statSync(join(restored, 'auth-secret')).mode & 0o777).toBe(0o600)
    expect(existsSync(join(restored, 'journal', 'click', 'refused', 'x.jsonl'))).toBe(true)
  },
)

/** Adds a conversion to the ledger that the event log doesn't have, as if a backup copied the event log just before it got there. */
async function addConversion(dataDir: string): Promise<void> {
  const database = await openDatabase({ dataDir })
  const { id: organizationId } = await database.prisma.organization.findFirstOrThrow()
  const at = '2026-11-20 10:00:00.000'
  const id = randomUUID()
  const click = { ...clickRow({ organization: organizationId, id, time: at }), isImpression: false }
  const facts = factsOf(foundClick.parse(click), {
    day: '2026-11-20',
    event: 0,
    source: 'postback',
    flags: [],
  })
  const row = { id, organizationId, kind: 'conversion', name: 'Sale', time: new Date(), currency: 'EUR' } as const
  await database.prisma.conversion.create({ data: { ...row, dedupeKey: id, status: 'Approved', facts } })
  await database.close()
}

/** How many conversions the event log counts once the outbox is empty. */
async function conversionsSent(dataDir: string): Promise<number> {
  const database = await openDatabase({ dataDir })
  const events = await openEventLog({ dataDir, log: () => {} })
  await shipOutbox(database, events)
  await events.flush()
  const [counted] = await events.query({
    work: 'test',
    sql: sql`SELECT count() AS count FROM conversion FINAL`,
    row: z.object({ count: z.number() }),
  })
  // Its number isn't one that the backup had.
  const { organizationId, id } = await database.prisma.conversion.findFirstOrThrow()
  await database.prisma.conversionOutbox.create({ data: { organizationId, conversionId: id, version: 1 } })
  await events.close()
  await database.close()
  return counted?.count ?? 0
}

test('a running installation makes its own backup, which has everything acknowledged before', async () => {
  const dataDir = await installedFolder()
  await fill(dataDir)
  await addConversion(dataDir)
  const server = await startServer({ DATA_DIR: dataDir })
  const backup = join(temporaryFolder(), 'backup')
  try {
    const [first, second] = await Promise.all([run('backup', [backup], dataDir), run('backup', [backup], dataDir)])
    expect(new Set([first.code, second.code])).toEqual(new Set([0, 1]))
    expect(first.said + second.said).toContain('Backing up clicks')
    expect(readdirSync(join(dataDir, 'clickhouse', 'shadow')).filter((name) => name.startsWith('backup_'))).toEqual([])
  } finally {
    expect(await server.end('SIGTERM')).toBe(0)
  }
  const restored = join(temporaryFolder(), 'restored')
  // Background jobs aren't in it. The first start after a restore gives them their schedules.
  expect(readdirSync(join(backup, 'postgres'))).toContain('Organization.jsonl')
  expect(readdirSync(join(backup, 'postgres'))).not.toContain('schedule.jsonl')
  await restoreBackup(backup, restored, () => {})
  expect(await (await startServer({ DATA_DIR: restored })).end('SIGTERM')).toBe(0)
  const after = await contents(restored)
  expect(after).toEqual(await contents(dataDir))
  expect(after).toHaveProperty('jobs', [
    'approve-held-conversions',
    'check-roll-ups',
    'count-finished-days',
    'delete-old-cap-windows',
    'delete-old-clicks',
    'delete-old-links',
    'delete-rate-windows',
    'price-waiting-conversions',
    'retry-invitations',
    'retry-mail',
    'send-conversions',
    'switch-off-failing-postbacks',
    'test-landing-pages',
    'tidy-up-outgoing-calls',
    'update-conversions',
  ])
  expect(await conversionsSent(restored)).toBe(1)
}, 180_000)

test('rejects a folder that isn’t a backup, and a damaged or newer backup, and leaves nothing behind', async () => {
  const dataDir = await installedFolder()
  await fill(dataDir)
  const backup = join(temporaryFolder(), 'backup')
  const restored = join(temporaryFolder(), 'restored')
  const database = await openDatabase({ dataDir })
  const events = await openEventLog({ dataDir, log: () => {} })
  const stores = { dataDir, database, events, embedded: { postgres: true, clickhouse: true } }
  await expect(makeBackup(stores, join(dataDir, 'backup'), () => {})).rejects.toThrow('inside the data directory')
  const locked = temporaryFolder()
  writeFileSync(join(locked, 'file'), '')
  await expect(makeBackup(stores, join(locked, 'file', 'backup'), () => {})).rejects.toThrow('ENOTDIR')
  await makeBackup(stores, backup, () => {})
  await events.close()
  await database.close()

  await expect(restoreBackup(dataDir, restored, () => {})).rejects.toThrow(`${dataDir} isn't a backup`)
  const text = readFileSync(join(backup, MANIFEST), 'utf8')
  const publishers = readFileSync(join(backup, 'postgres', 'Publisher.jsonl'), 'utf8')
  const refusal = async (change: () => void) => {
    change()
    await expect(restoreBackup(backup, restored, () => {})).rejects.toThrow(/newer version|damaged/)
    if (existsSync(restored)) expect(readdirSync(restored).filter((name) => name !== 'lock')).toEqual([])
    rmSync(restored, { recursive: true, force: true })
    writeFileSync(join(backup, MANIFEST), text)
  }
  await refusal(() => writeFileSync(join(backup, MANIFEST), text.replace('"format": 1', '"format": 2')))
  await refusal(() =>
    writeFileSync(join(backup, MANIFEST), text.replace(/"migration": ".*"/, '"migration": "99990101000000_future"')),
  )
  await refusal(() => writeFileSync(join(backup, 'postgres', 'Publisher.jsonl'), ''))
  writeFileSync(join(backup, 'postgres', 'Publisher.jsonl'), publishers)
  await refusal(() => rmSync(join(backup, 'clickhouse', 'click'), { recursive: true }))

  // The server doesn't start from an interrupted restore.
  mkdirSync(restored)
  chmodSync(restored, 0o711)
  writeFileSync(join(restored, 'restoring'), '')
  await expect(startServer({ DATA_DIR: restored })).rejects.toThrow('only partly restored')
})
