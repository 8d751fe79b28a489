import {
  chownSync,
  cpSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  renameSync,
  rmSync,
  statSync,
  unlinkSync,
} from 'node:fs'
import { join } from 'node:path'
import { spawnSync } from 'node:child_process'
import { Client } from 'pg'
import { describe, expect, test } from 'vitest'
import { startChildAs } from '@/lib/testing/child'
import { temporaryFolder } from '@/lib/testing/temporary-folder'
import { packageFiles, postgresBinaries } from './binaries'
import { startEmbedded } from './embedded'
import { isPostmaster } from './process'
import { canEnter, systemUser, unprivilegedUser } from './system-user'

const root = process.getuid?.() === 0
/** Tests that start a process as another user need a checkout which that user can enter, so not one below /root. */
const othersGetIn = () => canEnter(systemUser('nobody') ?? { uid: 0, gid: 0 }, process.cwd())

/** A copy of the npm package without links, as if npm had skipped install scripts. */
function copyWithoutLinks(folder: string): { native: string; version: string } {
  const files = packageFiles()
  const copy = join(folder, 'native')
  cpSync(files.native, copy, { recursive: true, verbatimSymlinks: true })
  for (const name of readdirSync(copy, { recursive: true, encoding: 'utf8' })) {
    if (lstatSync(join(copy, name)).isSymbolicLink()) unlinkSync(join(copy, name))
  }
  return { ...files, native: copy }
}

function version(program: string, user?: { uid: number; gid: number }): string {
  return spawnSync(program, ['--version'], { ...user, cwd: '/', encoding: 'utf8' }).stdout
}

test('listens only on a socket that only its owner can reach', async () => {
  const postgres = await startEmbedded({ dataDir: temporaryFolder(), log: () => {}, throwAway: true })
  try {
    const client = new Client(postgres.address)
    await client.connect()
    const { rows } = await client.query(
      `select name, setting from pg_settings where name in ('listen_addresses', 'unix_socket_permissions') order by 1`,
    )
    await client.end()
    expect(rows).toEqual([
      { name: 'listen_addresses', setting: '' },
      { name: 'unix_socket_permissions', setting: '0700' },
    ])
    expect(statSync(postgres.address.host).mode & 0o777).toBe(0o700)
  } finally {
    await postgres.close()
  }
  expect(isPostmaster(postgres.pid, postgres.address.host)).toBe(false)
})

test('a failed start throws PostgreSQL’s own message', async () => {
  const dataDir = temporaryFolder()
  await (await startEmbedded({ dataDir, log: () => {}, throwAway: true })).close()
  rmSync(join(dataDir, 'postgres', 'data', 'global'), { recursive: true })
  await expect(startEmbedded({ dataDir, log: () => {}, throwAway: true })).rejects.toThrow(
    /didn't start: it exited with code \d+\n.*could not/s,
  )
})

describe('programs', () => {
  test('get missing library links in place', () => {
    const files = copyWithoutLinks(temporaryFolder())
    const copies = temporaryFolder()
    const binaries = postgresBinaries(unprivilegedUser(), copies, () => {}, files)
    expect(binaries.postgres).toBe(join(files.native, 'bin', 'postgres'))
    expect(version(binaries.postgres, unprivilegedUser())).toContain('18.')
    expect(readdirSync(copies)).toEqual([])
  })

  test.runIf(root)('are copied once if PostgreSQL’s user can’t reach them', () => {
    const files = copyWithoutLinks(temporaryFolder(0o700))
    const copies = temporaryFolder()
    const lines: string[] = []
    const user = unprivilegedUser()
    const binaries = postgresBinaries(user, copies, (line) => lines.push(line), files)
    expect(binaries.postgres.startsWith(copies)).toBe(true)
    expect(version(binaries.postgres, user)).toContain('18.')
    expect(postgresBinaries(user, copies, (line) => lines.push(line), files)).toEqual(binaries)
    expect(lines).toHaveLength(1)
    // The original folder's mode hasn't changed.
    expect(statSync(join(files.native, '..')).mode & 0o777).toBe(0o700)
  })

  test('throw an error that suggests DATABASE_URL if they don’t run here', () => {
    const folder = temporaryFolder()
    mkdirSync(join(folder, 'native', 'bin'), { recursive: true })
    expect(() =>
      postgresBinaries(unprivilegedUser(), temporaryFolder(), () => {}, {
        native: join(folder, 'native'),
        version: '0',
      }),
    ).toThrow('Set DATABASE_URL')
  })
})

describe.runIf(root)('as root', () => {
  test('runs as an unprivileged user', async () => {
    const postgres = await startEmbedded({ dataDir: temporaryFolder(), log: () => {}, throwAway: true })
    const status = readFileSync(`/proc/${postgres.pid}/status`, 'utf8')
    expect(status).toMatch(new RegExp(`^Uid:\\t${unprivilegedUser()?.uid}\\b`, 'm'))
    await postgres.close()
  })

  test('links to a folder elsewhere if PostgreSQL’s user can’t reach the data directory', async () => {
    const parent = temporaryFolder(0o700)
    const dataDir = join(parent, 'data')
    const systemFolder = join(temporaryFolder(), 'tributary')
    const lines: string[] = []
    const options = { dataDir, systemFolder, log: (line: string) => lines.push(line), throwAway: true }
    const postgres = await startEmbedded(options)
    const client = new Client(postgres.address)
    await client.connect()
    await client.query('create table kept ()')
    await client.end()
    await postgres.close()

    const elsewhere = readlinkSync(join(dataDir, 'postgres'))
    expect(elsewhere.startsWith(systemFolder)).toBe(true)
    expect(statSync(elsewhere).mode & 0o777).toBe(0o700)
    expect(lines.filter((line) => line.includes(elsewhere))).toHaveLength(1)
    expect(statSync(parent).mode & 0o777).toBe(0o700)
    const user = unprivilegedUser()
    expect(user && canEnter(user, parent)).toBe(false)

    // The next start finds it.
    const again = await startEmbedded(options)
    const second = new Client(again.address)
    await second.connect()
    expect((await second.query('select * from kept')).rowCount).toBe(0)
    await second.end()
    await again.close()
    expect(lines.filter((line) => line.includes(elsewhere))).toHaveLength(1)

    // A copy has the same link. It neither takes over nor stops the original's server, whether that's running or not.
    const copy = join(parent, 'copy')
    cpSync(dataDir, copy, { recursive: true, verbatimSymlinks: true })
    const original = await startEmbedded(options)
    await expect(startEmbedded({ ...options, dataDir: copy })).rejects.toThrow(`${copy} is a copy of ${dataDir}`)
    expect(isPostmaster(original.pid, join(elsewhere, 'data'))).toBe(true)
    await original.close()
    await expect(startEmbedded({ ...options, dataDir: copy })).rejects.toThrow(`${copy} is a copy of ${dataDir}`)
    // A moved data directory keeps its database.
    rmSync(copy, { recursive: true })
    renameSync(dataDir, copy)
    await (await startEmbedded({ ...options, dataDir: copy })).close()
    renameSync(copy, dataDir)
    await (await startEmbedded(options)).close()

    rmSync(elsewhere, { recursive: true })
    await expect(startEmbedded(options)).rejects.toThrow('which no longer exists')
  })

  test.skipIf(!othersGetIn())('leaves a user’s data to that user, and hands over a copy made by root', async () => {
    const dataDir = temporaryFolder(0o755)
    const owner = systemUser('nobody') ?? { uid: 0, gid: 0 }
    expect(owner.uid).not.toBe(unprivilegedUser()?.uid)
    chownSync(dataDir, owner.uid, owner.gid)
    const child = startChildAs(owner, 'lib/testing/database-process.ts', dataDir)
    expect(JSON.parse(await child.line())).toMatchObject({ names: [] })
    child.finish()
    expect(await child.ended).toBe(0)

    const postgres = await startEmbedded({ dataDir, log: () => {} })
    await postgres.close()
    expect(statSync(join(dataDir, 'postgres', 'data')).uid).toBe(owner.uid)
    const again = startChildAs(owner, 'lib/testing/database-process.ts', dataDir)
    expect(JSON.parse(await again.line())).toMatchObject({ names: [`by ${child.pid}`] })
    again.finish()
    expect(await again.ended).toBe(0)

    const copy = temporaryFolder(0o755)
    cpSync(join(dataDir, 'postgres'), join(copy, 'postgres'), {
      recursive: true,
      filter: (path) => !path.includes('/run'),
    })
    expect(statSync(join(copy, 'postgres', 'data')).uid).toBe(0)
    const restored = await startEmbedded({ dataDir: copy, log: () => {} })
    const client = new Client(restored.address)
    await client.connect()
    expect((await client.query('select name from "Organization"')).rowCount).toBe(2)
    await client.end()
    await restored.close()
  })

  test.skipIf(!othersGetIn())('rejects an unprivileged user who opens another user’s data', async () => {
    const dataDir = temporaryFolder(0o755)
    await (await startEmbedded({ dataDir, log: () => {}, throwAway: true })).close()
    const child = startChildAs(systemUser('nobody'), 'lib/testing/database-process.ts', dataDir)
    expect(JSON.parse(await child.line())).toMatchObject({
      error: expect.stringMatching(/can't write to|belongs to user/),
    })
    expect(await child.ended).toBe(0)
    expect(existsSync(join(dataDir, 'postgres', 'data', 'PG_VERSION'))).toBe(true)
  })
})
