import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { chownSync, existsSync, readdirSync, readFileSync, rmdirSync, statSync, writeFileSync } from 'node:fs'
import { connect, createServer } from 'node:net'
import { join } from 'node:path'
import { Client } from 'pg'
import { afterAll, beforeAll, describe, expect, inject, onTestFinished, test, vi } from 'vitest'
import { z } from 'zod'
import { startChild } from '@/lib/testing/child'
import { installedFolder } from '@/lib/testing/installed-folder'
import { temporaryFolder } from '@/lib/testing/temporary-folder'
import { freePort } from '@/lib/testing/free-port'
import { startPostgresServer } from '@/lib/testing/postgres-server'
import { database } from './client'
import { openDatabase } from './open'
import { hasEnded, isPostmaster, lockedBy, pidFileOf } from './process'
import { socketFolder, type SystemUser } from './socket-folder'

const report = z.object({ names: z.array(z.string()), lines: z.array(z.string()), error: z.string() }).partial()

/** A process that opens the database in the folder, and its report. */
async function opener(folder: string) {
  const child = startChild('lib/testing/database-process.ts', folder)
  return { ...child, ...report.parse(JSON.parse(await child.line())) }
}

/** The process ID in postmaster.pid. Null if there's no such file. */
function postmaster(folder: string): number | null {
  const file = join(folder, 'postgres', 'data', 'postmaster.pid')
  return existsSync(file) ? Number(readFileSync(file, 'utf8').split('\n')[0]) : null
}

function isRunning(pid: number, folder: string): boolean {
  return isPostmaster(pid, join(folder, 'postgres', 'data'))
}

/** The ID of a dead process that its parent doesn't reap before the test ends. */
async function unreaped({ uid, gid }: SystemUser): Promise<number> {
  const parent = spawn('sh', ['-c', 'sleep 0 & echo $!; exec sleep 600'], {
    uid,
    gid,
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  onTestFinished(() => void parent.kill('SIGKILL'))
  const [line] = z.tuple([z.instanceof(Buffer)]).parse(await once(parent.stdout, 'data'))
  const pid = Number(line.toString())
  await vi.waitFor(() => expect(hasEnded(pid)).toBe(true))
  return pid
}

describe('embedded', () => {
  test('is the process’s database until it’s closed, and keeps its data', async () => {
    const folder = temporaryFolder()
    expect(() => database()).toThrow("isn't open")
    const lines: string[] = []
    const opening = openDatabase({ dataDir: folder, log: (line) => lines.push(line) })
    await expect(openDatabase({ dataDir: folder })).rejects.toThrow('already open')
    const first = await opening
    expect(database()).toBe(first)
    await expect(openDatabase({ dataDir: folder })).rejects.toThrow('already open')
    await first.prisma.organization.create({ data: { name: 'North', slug: 'north' } })
    const pid = postmaster(folder) ?? 0
    expect(isRunning(pid, folder)).toBe(true)
    await first.close()
    await first.close()
    expect(isRunning(pid, folder)).toBe(false)
    expect(() => database()).toThrow("isn't open")
    expect(lines.map((line) => line.split(' ').slice(0, 3).join(' '))).toEqual([
      'Creating the database',
      'Migrated the database:',
    ])

    const again = await openDatabase({ dataDir: folder, log: (line) => lines.push(line) })
    expect(await again.prisma.organization.findMany()).toMatchObject([{ name: 'North' }])
    await again.close()
    expect(lines).toHaveLength(2)
  })

  test('after kill -9, the next process takes over the running PostgreSQL with all data, and stops it in the end', async () => {
    const folder = await installedFolder()
    const first = await opener(folder)
    expect(first).toMatchObject({ names: [] })
    const pid = postmaster(folder) ?? 0
    first.kill()
    expect(await first.ended).toBe('SIGKILL')
    expect(isRunning(pid, folder)).toBe(true)

    const second = await opener(folder)
    expect(second.lines?.join()).toContain(`process ${pid}`)
    expect(second).toMatchObject({ names: [`by ${first.pid}`] })
    expect(postmaster(folder)).toBe(pid)
    second.finish()
    expect(await second.ended).toBe(0)
    expect(isRunning(pid, folder)).toBe(false)
    expect(postmaster(folder)).toBeNull()
  })

  test('recovers after kill -9 of both the process and PostgreSQL', async () => {
    const folder = await installedFolder()
    const first = await opener(folder)
    const pid = postmaster(folder) ?? 0
    first.kill()
    process.kill(pid, 'SIGKILL')
    await first.ended
    const second = await opener(folder)
    expect(second).toMatchObject({ names: [`by ${first.pid}`] })
    expect(postmaster(folder)).not.toBe(pid)
    second.finish()
    expect(await second.ended).toBe(0)
  })

  test('rejects a second process and names the one that holds the data directory', async () => {
    const folder = await installedFolder()
    const first = await opener(folder)
    const second = await opener(folder)
    expect(second.error).toContain(`in use by process ${first.pid}`)
    expect(await second.ended).toBe(0)
    first.finish()
    expect(await first.ended).toBe(0)
  })

  test.each([
    ['this very process', () => `${process.pid}\n`],
    // It has the same user and program, so PostgreSQL assumes it created the file.
    ['another PostgreSQL', () => `${lockedBy(pidFileOf(join(inject('postgres').host, '..', 'data')))}\n/elsewhere\n`],
    ['a dead process that init hasn’t reaped', async (owner: SystemUser) => `${await unreaped(owner)}\n`],
    ['no process, because the disk was full', () => ''],
  ])('starts despite lock files that name %s', async (_, text) => {
    const folder = await installedFolder()
    const owner = statSync(join(folder, 'postgres'))
    const content = await text(owner)
    for (const file of [join('data', 'postmaster.pid'), join('run', '.s.PGSQL.5432.lock')]) {
      const path = join(folder, 'postgres', file)
      writeFileSync(path, content, { mode: 0o600 })
      chownSync(path, owner.uid, owner.gid)
    }
    const again = await openDatabase({ dataDir: folder })
    expect(await again.prisma.organization.count()).toBe(0)
    await again.close()
    expect(postmaster(folder)).toBeNull()
  })

  test('rejects another PostgreSQL version’s data and leaves it untouched', async () => {
    const folder = await installedFolder()
    const versionFile = join(folder, 'postgres', 'data', 'PG_VERSION')
    writeFileSync(versionFile, '15\n')
    await expect(openDatabase({ dataDir: folder })).rejects.toThrow('created by PostgreSQL 15')
    writeFileSync(versionFile, '18\n')
    await (await openDatabase({ dataDir: folder })).close()
  })

  test('starts over after a kill halfway through creating the database', async () => {
    const folder = temporaryFolder()
    const first = startChild('lib/testing/database-process.ts', folder)
    const half = () =>
      readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((path) => /data\.new-[^/]*\/base$/.test(path))
    await vi.waitFor(() => expect(half()).toHaveLength(1), { timeout: 20_000, interval: 5 })
    first.kill()
    await first.ended
    const second = await opener(folder)
    expect(second).toMatchObject({ names: [] })
    second.finish()
    expect(await second.ended).toBe(0)
  })

  test('works in a folder whose path is too long for a socket', async () => {
    const folder = join(temporaryFolder(), 'x'.repeat(120))
    const open = await openDatabase({ dataDir: folder })
    expect(await open.prisma.organization.count()).toBe(0)
    await open.close()
    await (await openDatabase({ dataDir: folder })).close()
    // In this case, the sockets are outside the folder.
    for (const part of ['lock', join('postgres', 'run')]) {
      const outside = socketFolder(join(folder, part), 'x', statSync(join(folder, part === 'lock' ? '' : 'postgres')))
      expect(readdirSync(outside)).toEqual([])
      rmdirSync(outside)
    }
  })
})

describe('a server', () => {
  let server: Awaited<ReturnType<typeof startPostgresServer>>
  beforeAll(async () => {
    server = await startPostgresServer(temporaryFolder())
  })
  afterAll(() => server.stop())

  test('is used when there’s a url, and keeps running when we close', async () => {
    const folder = join(temporaryFolder(), 'unused')
    const open = await openDatabase({ dataDir: folder, url: server.url })
    const { id } = await open.prisma.organization.create({ data: { name: 'North', slug: 'north' } })
    expect(await open.forOrganization(id).organization.findMany()).toMatchObject([{ name: 'North' }])
    const told: string[] = []
    await open.listen(
      'news',
      (payload) => told.push(payload),
      () => {},
    )
    await open.prisma.$executeRaw`select pg_notify('news', 'hello')`
    await vi.waitFor(() => expect(told).toEqual(['hello']))
    await open.close()
    expect(existsSync(folder)).toBe(false)

    const again = await openDatabase({ dataDir: folder, url: server.url })
    expect(await again.prisma.organization.count()).toBe(1)
    await again.close()
    const client = new Client(server.url)
    await client.connect()
    const { rows } = await client.query(
      'select count(*)::int as count from pg_stat_activity where client_addr is not null and pid <> pg_backend_pid()',
    )
    expect(rows).toEqual([{ count: 0 }])
    await client.end()
  })

  test.each([
    ['password', (url: URL) => (url.password = 'wrong')],
    ['database', (url: URL) => (url.pathname = '/nowhere')],
  ])('throws right away on a wrong %s, without the password in the message', async (what, change) => {
    const url = new URL(server.url)
    change(url)
    const error = await openDatabase({ dataDir: temporaryFolder(), url: url.href }).then(
      () => '',
      (reason: unknown) => String(reason),
    )
    expect(error).toContain(`PostgreSQL at ${url.host}`)
    expect(error).toContain(what)
    expect(error).not.toContain(url.password)
  })

  test('may still be starting: opening waits for it', async () => {
    const real = new URL(server.url)
    const port = await freePort()
    const lines: string[] = []
    const url = new URL(server.url)
    url.port = String(port)
    const opening = openDatabase({ dataDir: temporaryFolder(), url: url.href, log: (line) => lines.push(line) })
    await vi.waitFor(() => expect(lines).toEqual([`Waiting for PostgreSQL at 127.0.0.1:${port}`]))
    const relay = createServer((socket) => {
      const upstream = connect(Number(real.port), real.hostname)
      socket.pipe(upstream).pipe(socket)
      for (const each of [socket, upstream]) each.on('error', () => {})
    }).listen(port, '127.0.0.1')
    const open = await opening
    expect(await open.prisma.organization.count()).toBe(1)
    await open.close()
    relay.close()
  })
})
