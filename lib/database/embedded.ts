import { execFile } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { existsSync, readFileSync, readdirSync, renameSync } from 'node:fs'
import { rm } from 'node:fs/promises'
import { platform } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { Client } from 'pg'
import { postgresBinaries, systemFolder, type Binaries } from './binaries'
import { openHome, type Home, type HomeOptions } from './home'
import { bareEnvironment, runningPostmaster, startPostmaster, stopPostmaster, type Address } from './postmaster'
import { lockedBy, pidFileOf } from './process'
import { socketFolder } from './socket-folder'
import { supervise } from './supervise'

export type EmbeddedOptions = HomeOptions & {
  /** Name of the database. Created if missing. */
  database?: string
  /** Called when PostgreSQL has stopped and can't be restarted. */
  onHopeless?: (error: Error) => void
  /** Tests only: first and longest delay before a restart, in ms. */
  pause?: { first: number; longest: number }
  /** Tests only: give up durability for speed. */
  throwAway?: boolean
}

export type EmbeddedPostgres = {
  address: Address
  /** Process ID of the server. Changes when it's restarted. */
  readonly pid: number
  /** Whether it was already running, left behind by a killed process. */
  adopted: boolean
  close(): Promise<void>
}

const port = 5432
const superuser = 'tributary'
const run = promisify(execFile)

const settings = {
  listen_addresses: '',
  port,
  unix_socket_permissions: '0700',
  max_connections: 100,
  shared_buffers: '128MB',
  timezone: 'UTC',
  log_timezone: 'UTC',
  log_checkpoints: 'off',
}
const forgetful = {
  shared_buffers: '32MB',
  fsync: 'off',
  synchronous_commit: 'off',
  full_page_writes: 'off',
  autovacuum: 'off',
}

/**
 * PostgreSQL in `<dataDir>/postgres`, as a child process listening on a Unix socket that only its owner can reach. It needs no port or password.
 * A server left running by a killed process is taken over, and a crashed one is restarted. Hold lockDataDir(dataDir) while it's open.
 */
export async function startEmbedded(options: EmbeddedOptions): Promise<EmbeddedPostgres> {
  if (platform() === 'win32')
    throw new Error(
      "Embedded PostgreSQL isn't available on Windows yet. Set DATABASE_URL to a PostgreSQL server, or run Tributary in WSL.",
    )
  const home = await openHome(options)
  try {
    return await startIn(home, options)
  } catch (error) {
    await home.release()
    throw error
  }
}

async function startIn({ home, user, release }: Home, options: EmbeddedOptions): Promise<EmbeddedPostgres> {
  const data = join(home, 'data')
  const sockets = socketFolder(join(home, 'run'), `.s.PGSQL.${port}.lock`, user)
  const address: Address = { host: sockets, port, user: superuser, database: options.database ?? 'tributary' }
  // This database always exists.
  const anyDatabase = { ...address, database: 'postgres' }
  const binaries = postgresBinaries(
    user,
    user ? (options.systemFolder ?? systemFolder) : join(options.dataDir, 'bin'),
    options.log,
  )
  const start = (signal?: AbortSignal) =>
    startPostmaster({
      postgres: binaries.postgres,
      data,
      logFile: join(home, 'postgres.log'),
      user,
      settings: { ...settings, ...(options.throwAway ? forgetful : {}), unix_socket_directories: sockets },
      address: anyDatabase,
      log: options.log,
      signal,
    })

  const running = await runningPostmaster(data, anyDatabase)
  if (running === null) await initialize(binaries, home, user, options)
  else options.log(`Reusing PostgreSQL, which is still running (process ${running})`)
  const supervised = supervise({
    pid: running ?? (await start()),
    start,
    log: options.log,
    onHopeless: options.onHopeless ?? ((error) => options.log(error.message)),
    pause: options.pause,
  })

  const close = async () => {
    const ended = supervised.stop()
    // It may be restarting right now, so stop the current server, wait until no start is in progress, and stop again.
    const stop = () => stopPostmaster(lockedBy(pidFileOf(data)) ?? supervised.pid, data)
    await stop()
    await ended
    await stop()
    await release()
  }
  try {
    await ensureDatabase(anyDatabase, address.database)
  } catch (error) {
    await close()
    throw error
  }
  return {
    address,
    adopted: running !== null,
    close,
    get pid() {
      return supervised.pid
    },
  }
}

async function initialize(
  binaries: Binaries,
  home: string,
  user: Home['user'],
  { log, throwAway }: EmbeddedOptions,
): Promise<void> {
  const data = join(home, 'data')
  const versionFile = join(data, 'PG_VERSION')
  if (existsSync(versionFile)) {
    const has = readFileSync(versionFile, 'utf8').trim()
    const { stdout } = await run(binaries.postgres, ['--version'], { ...user, cwd: '/', env: bareEnvironment })
    const ours = /(\d+)/.exec(stdout)?.[1]
    if (has !== ours)
      throw new Error(
        `${data} was created by PostgreSQL ${has}, but this version of Tributary comes with PostgreSQL ${ours}. Back it up with the version that created it (\`npm run backup\`), and restore that here.`,
      )
    return
  }
  // Uses another name until it's complete, so that a kill here leaves nothing that looks like a database. The name is unique because initdb
  // may outlive us. Leftovers are removed where possible, otherwise on the next start.
  const half = join(home, `data.new-${randomUUID()}`)
  for (const name of readdirSync(home).filter((found) => found.startsWith('data.new-'))) {
    await rm(join(home, name), { recursive: true, force: true }).catch(() => {})
  }
  const flags = [
    `--pgdata=${half}`,
    `--username=${superuser}`,
    '--auth=trust',
    '--encoding=UTF8',
    // If sorting depended on the system's C library, upgrading that would silently break indexes.
    '--locale=C',
    '--locale-provider=builtin',
    '--builtin-locale=C.UTF-8',
  ]
  if (throwAway) flags.push('--no-sync')
  log('Creating the database (PostgreSQL)')
  await run(binaries.initdb, flags, { ...user, cwd: '/', env: bareEnvironment }).catch((error: unknown) => {
    const said = error instanceof Error && 'stderr' in error ? String(error.stderr).trim() : String(error)
    throw new Error(`PostgreSQL couldn't create its data directory: ${said}`, { cause: error })
  })
  renameSync(half, data)
}

async function ensureDatabase(anyDatabase: Address, name: string): Promise<void> {
  const client = new Client(anyDatabase)
  await client.connect()
  try {
    const { rowCount } = await client.query('select from pg_database where datname = $1', [name])
    if (rowCount === 0) await client.query(`create database ${client.escapeIdentifier(name)}`)
  } finally {
    await client.end()
  }
}
