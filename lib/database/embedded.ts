import { execFile, execFileSync } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import {
  chownSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  readlinkSync,
  realpathSync,
  renameSync,
  statSync,
  symlinkSync,
} from 'node:fs'
import { rm } from 'node:fs/promises'
import { platform } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { Client } from 'pg'
import { postgresBinaries, systemFolder, type Binaries } from './binaries'
import { bareEnvironment, runningPostmaster, startPostmaster, stopPostmaster, type Address } from './postmaster'
import { socketFolder, type SystemUser } from './socket-folder'
import { canEnter, unprivilegedUser } from './system-user'

export type EmbeddedOptions = {
  dataDir: string
  log: (line: string) => void
  /** Database to use; made if missing. */
  database?: string
  /** Tests only: give up durability for speed. */
  throwAway?: boolean
  /** Tests only: instead of /var/lib/tributary. */
  systemFolder?: string
}

export type EmbeddedPostgres = {
  address: Address
  /** Process id of the server. */
  pid: number
  /** Whether it was already running, left behind by a process that was killed. */
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
const forgetful = { shared_buffers: '32MB', fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off', autovacuum: 'off' }

/**
 * PostgreSQL in `<dataDir>/postgres`, as a child process that listens on a Unix socket which only its owner can reach: no port, no password.
 * One that was left running by a killed process is taken over. Hold lockDataDir(dataDir) while it is open.
 */
export async function startEmbedded(options: EmbeddedOptions): Promise<EmbeddedPostgres> {
  if (platform() === 'win32') throw new Error('There is no embedded PostgreSQL on Windows yet; set DATABASE_URL, or run in WSL')
  const { home, user } = prepareHome(options)
  const data = join(home, 'data')
  const sockets = socketFolder(join(home, 'run'), `.s.PGSQL.${port}.lock`, user)
  const address: Address = { host: sockets, port, user: superuser, database: options.database ?? 'tributary' }
  // This one is always there.
  const anyDatabase = { ...address, database: 'postgres' }

  let pid = await runningPostmaster(data, anyDatabase)
  const adopted = pid !== null
  if (pid === null) {
    const binaries = postgresBinaries(user, user ? (options.systemFolder ?? systemFolder) : join(options.dataDir, 'bin'), options.log)
    await initialise(binaries, home, user, options)
    pid = await startPostmaster({
      postgres: binaries.postgres,
      data,
      logFile: join(home, 'postgres.log'),
      user,
      settings: { ...settings, ...(options.throwAway ? forgetful : {}), unix_socket_directories: sockets },
      address: anyDatabase,
      log: options.log,
    })
  } else {
    options.log(`PostgreSQL was still running (process ${pid}) and is used again`)
  }
  const postmaster = pid
  const close = () => stopPostmaster(postmaster, data)
  try {
    await ensureDatabase(anyDatabase, address.database)
  } catch (error) {
    await close()
    throw error
  }
  return { address, pid, adopted, close }
}

/**
 * The folder of everything PostgreSQL: `data`, `run` (its socket) and `postgres.log`. As root it belongs to the user that PostgreSQL runs as,
 * and where that user may not go (below /root, for instance) it is a link to a folder under /var/lib/tributary.
 */
function prepareHome({ dataDir, log, systemFolder: system = systemFolder }: EmbeddedOptions): { home: string; user?: SystemUser } {
  mkdirSync(dataDir, { recursive: true })
  const link = join(realpathSync(dataDir), 'postgres')
  const wanted = unprivilegedUser()
  if (!wanted) {
    mkdirSync(link, { recursive: true, mode: 0o700 })
    const home = realpathSync(link)
    const owner = statSync(home).uid
    if (owner !== process.getuid?.()) throw new Error(`${home} belongs to user ${owner}; start Tributary as that user or as root`)
    return { home }
  }
  if (!existsSync(link)) {
    if (lstatSync(link, { throwIfNoEntry: false })) throw new Error(`${link} leads to ${readlinkSync(link)}, which is gone; restore it, or remove the link to start empty`)
    if (canEnter(wanted, realpathSync(dataDir))) {
      mkdirSync(link, { mode: 0o700 })
      chownSync(link, wanted.uid, wanted.gid)
    } else {
      const elsewhere = join(system, randomUUID())
      mkdirSync(system, { recursive: true, mode: 0o755 })
      mkdirSync(elsewhere, { mode: 0o700 })
      chownSync(elsewhere, wanted.uid, wanted.gid)
      symlinkSync(elsewhere, link)
      log(`PostgreSQL does not run as root and its user can not enter ${dataDir}: its data are in ${elsewhere} (linked from ${link})`)
    }
  }
  const home = realpathSync(link)
  const found = statSync(home)
  // Data of an unprivileged user stay theirs when root starts us once; a copy that root made is handed back.
  if (found.uid !== 0) return { home, user: { uid: found.uid, gid: found.gid } }
  execFileSync('chown', ['-R', `${wanted.uid}:${wanted.gid}`, home])
  return { home, user: wanted }
}

async function initialise(binaries: Binaries, home: string, user: SystemUser | undefined, { log, throwAway }: EmbeddedOptions): Promise<void> {
  const data = join(home, 'data')
  const versionFile = join(data, 'PG_VERSION')
  if (existsSync(versionFile)) {
    const has = readFileSync(versionFile, 'utf8').trim()
    const { stdout } = await run(binaries.postgres, ['--version'], { ...user, cwd: '/', env: bareEnvironment })
    const ours = /(\d+)/.exec(stdout)?.[1]
    if (has !== ours) throw new Error(`${data} was made by PostgreSQL ${has}, and this is PostgreSQL ${ours}: dump it with the former and restore it`)
    return
  }
  // Under another name until it is whole, so that being killed here leaves nothing that looks like a database. initdb outlives us, so
  // each has a name of its own; what was left is removed as far as it can be, and if not now, then at the next time.
  const half = join(home, `data.new-${randomUUID()}`)
  for (const name of readdirSync(home).filter((found) => found.startsWith('data.new-'))) {
    await rm(join(home, name), { recursive: true, force: true }).catch(() => {})
  }
  const flags = [
    `--pgdata=${half}`,
    `--username=${superuser}`,
    '--auth=trust',
    '--encoding=UTF8',
    // Sorting that depends on the system's C library silently breaks indexes when that is upgraded.
    '--locale=C',
    '--locale-provider=builtin',
    '--builtin-locale=C.UTF-8',
  ]
  if (throwAway) flags.push('--no-sync')
  log('Making the database (PostgreSQL)')
  await run(binaries.initdb, flags, { ...user, cwd: '/', env: bareEnvironment }).catch((error: unknown) => {
    const said = error instanceof Error && 'stderr' in error ? String(error.stderr).trim() : String(error)
    throw new Error(`PostgreSQL could not make its database: ${said}`, { cause: error })
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
