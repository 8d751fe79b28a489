import { execFile, execFileSync, spawn } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import {
  chownSync,
  closeSync,
  existsSync,
  lstatSync,
  mkdirSync,
  openSync,
  readFileSync,
  readlinkSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
} from 'node:fs'
import { platform } from 'node:os'
import { basename, join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { promisify } from 'node:util'
import pg from 'pg'
import { postgresBinaries, systemFolder, type Binaries } from './binaries'
import { socketFolder, type SystemUser } from './socket-folder'
import { canEnter, unprivilegedUser } from './system-user'

/** How to reach a PostgreSQL server; what node-postgres takes. */
export type Connection = { connectionString: string } | { host: string; port: number; user: string; database: string }

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
  connection: Extract<Connection, { host: string }>
  /** Process id of the server. */
  pid: number
  /** Whether it was already running, left behind by a process that was killed. */
  adopted: boolean
  close(): Promise<void>
}

const port = 5432
const superuser = 'tributary'
const run = promisify(execFile)
/** PostgreSQL's programs see none of our environment: PGDATA, PGPORT, LC_ALL and their like would change what they do. */
const env: NodeJS.ProcessEnv = { NODE_ENV: 'production', LC_ALL: 'C', TZ: 'UTC' }

/**
 * PostgreSQL in `<dataDir>/postgres`, as a child process that listens on a Unix socket which only its owner can reach: no port, no password.
 * One that was left running by a killed process is taken over. Hold lockDataDir(dataDir) while it is open.
 */
export async function startEmbedded(options: EmbeddedOptions): Promise<EmbeddedPostgres> {
  if (platform() === 'win32') throw new Error('There is no embedded PostgreSQL on Windows yet; set DATABASE_URL, or run in WSL')
  const { home, user } = prepareHome(options)
  const data = join(home, 'data')
  const sockets = socketFolder(join(home, 'run'), `.s.PGSQL.${port}.lock`, user)
  const connection = { host: sockets, port, user: superuser, database: options.database ?? 'tributary' }

  let pid = await runningPostmaster(data, sockets)
  const adopted = pid !== null
  if (pid === null) {
    const binaries = postgresBinaries(user, user ? (options.systemFolder ?? systemFolder) : join(options.dataDir, 'bin'), options.log)
    await initialise(binaries, home, user, options)
    pid = await start(binaries, home, sockets, user, options)
  } else {
    options.log(`PostgreSQL was still running (process ${pid}) and is used again`)
  }
  const postmaster = pid
  const close = () => stop(postmaster, data)
  try {
    await ensureDatabase(connection)
  } catch (error) {
    await close()
    throw error
  }
  return { connection, pid, adopted, close }
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
    const { stdout } = await run(binaries.postgres, ['--version'], { ...user, cwd: '/', env })
    const ours = /(\d+)/.exec(stdout)?.[1]
    if (has !== ours) throw new Error(`${data} was made by PostgreSQL ${has}, and this is PostgreSQL ${ours}: dump it with the former and restore it`)
    return
  }
  // Under another name until it is whole, so that being killed here leaves nothing that looks like a database.
  const half = join(home, 'data.new')
  rmSync(half, { recursive: true, force: true })
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
  await run(binaries.initdb, flags, { ...user, cwd: '/', env })
  renameSync(half, data)
}

/** Starts the server and waits until it answers. */
async function start(binaries: Binaries, home: string, sockets: string, user: SystemUser | undefined, options: EmbeddedOptions): Promise<number> {
  const settings = {
    listen_addresses: '',
    port: String(port),
    unix_socket_directories: sockets,
    unix_socket_permissions: '0700',
    max_connections: '100',
    shared_buffers: options.throwAway ? '32MB' : '128MB',
    timezone: 'UTC',
    log_timezone: 'UTC',
    log_checkpoints: 'off',
    log_min_messages: 'warning',
    ...(options.throwAway ? { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off', autovacuum: 'off' } : {}),
  }
  const logFile = join(home, 'postgres.log')
  if ((statSync(logFile, { throwIfNoEntry: false })?.size ?? 0) > 10e6) renameSync(logFile, `${logFile}.1`)
  // A server that was killed itself may have sessions that end a moment later; until then its memory is in use and it refuses.
  for (let attempt = 1; ; attempt++) {
    const output = openSync(logFile, 'a', 0o600)
    const from = statSync(logFile).size
    const child = spawn(
      binaries.postgres,
      ['-D', join(home, 'data'), ...Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`])],
      // Detached: Ctrl-C in a terminal goes to a whole process group, and PostgreSQL has to outlive our own orderly end.
      { ...user, cwd: '/', env, detached: true, stdio: ['ignore', output, output] },
    )
    closeSync(output)
    child.unref()
    let failure: string | undefined
    child.on('error', (error) => (failure = error.message))
    child.on('exit', (code, signal) => (failure ??= `it ended with ${signal ?? `code ${code}`}`))
    while (failure === undefined) {
      if (child.pid !== undefined && (await answers(sockets))) return child.pid
      await sleep(20)
    }
    if (attempt === 5) {
      const said = readFileSync(logFile).subarray(from).toString().trim()
      throw new Error(`PostgreSQL did not start: ${failure}\n${said}`)
    }
    await sleep(300)
  }
}

/**
 * The server that works in this data directory, once it answers; null if there is none. postmaster.pid alone proves nothing:
 * its process may be gone, or its number given to another one.
 */
async function runningPostmaster(data: string, sockets: string): Promise<number | null> {
  const pidFile = join(data, 'postmaster.pid')
  for (;;) {
    const text = existsSync(pidFile) ? readFileSync(pidFile, 'utf8') : ''
    const pid = Number(text.split('\n')[0])
    if (!(pid > 0)) return null
    if (!isPostmaster(pid, data)) {
      // PostgreSQL itself sees through a dead process, but not through one that got its number.
      if (isAlive(pid)) rmSync(pidFile, { force: true })
      return null
    }
    // Recovering or on its way out: it decides which soon.
    if (await answers(sockets)) return pid
    await sleep(50)
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM'
  }
}

/** Whether the process is a PostgreSQL server in this data directory: it has made that its working directory. */
function isPostmaster(pid: number, data: string): boolean {
  if (!isAlive(pid)) return false
  try {
    if (platform() === 'linux') {
      const program = readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0')[0] ?? ''
      return basename(program) === 'postgres' && realpathSync(`/proc/${pid}/cwd`) === realpathSync(data)
    }
    const command = execFileSync('ps', ['-ww', '-o', 'command=', '-p', String(pid)], { encoding: 'utf8' })
    return /^\S*postgres -D /.test(command) && command.includes(` ${data} `)
  } catch {
    // Gone meanwhile, or ended and not yet reaped by its parent.
    return false
  }
}

async function answers(sockets: string): Promise<boolean> {
  const client = new pg.Client({ host: sockets, port, user: superuser, database: 'postgres', connectionTimeoutMillis: 5000 })
  client.on('error', () => {})
  try {
    await client.connect()
    return true
  } catch {
    return false
  } finally {
    await client.end().catch(() => {})
  }
}

async function ensureDatabase(connection: EmbeddedPostgres['connection']): Promise<void> {
  const client = new pg.Client({ ...connection, database: 'postgres' })
  await client.connect()
  try {
    const { rowCount } = await client.query('select from pg_database where datname = $1', [connection.database])
    if (rowCount === 0) await client.query(`create database ${client.escapeIdentifier(connection.database)}`)
  } finally {
    await client.end()
  }
}

/** Fast shutdown: sessions are cut off, everything is written. Only if that hangs, immediate shutdown (recovered on the next start). */
async function stop(pid: number, data: string): Promise<void> {
  for (const [signal, patience] of [['SIGINT', 20_000], ['SIGQUIT', 10_000], ['SIGKILL', 5_000]] as const) {
    if (!isPostmaster(pid, data)) return
    process.kill(pid, signal)
    const until = Date.now() + patience
    while (Date.now() < until) {
      if (!isPostmaster(pid, data)) return
      await sleep(10)
    }
  }
  throw new Error(`PostgreSQL (process ${pid}) can not be stopped`)
}
