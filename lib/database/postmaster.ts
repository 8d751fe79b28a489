import { spawn } from 'node:child_process'
import { closeSync, existsSync, openSync, readFileSync, renameSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { BoundedClient, CONNECT_PATIENCE } from './bounded-client'
import { endOrphans, isPostmaster, lockedBy, pidFileOf } from './process'
import type { SystemUser } from './socket-folder'

/** A PostgreSQL server's address for node-postgres. The host may be the folder of its socket. */
export type Address = { host: string; port: number; user: string; database: string; password?: string }

/** An Address, or a postgresql:// URL. */
export type Connection = Address | { connectionString: string }

/** PostgreSQL's programs don't get our environment, where PGDATA, PGPORT, LC_ALL and the like would change their behavior. */
export const bareEnvironment: NodeJS.ProcessEnv = { NODE_ENV: 'production', LC_ALL: 'C', TZ: 'UTC' }

export type PostmasterOptions = {
  /** Path of the program. */
  postgres: string
  /** Data directory, created by initdb. */
  data: string
  logFile: string
  /** User it runs as. Our own when absent. */
  user?: SystemUser
  /** Overrides for postgresql.conf. */
  settings: Readonly<Record<string, string | number>>
  /** Any of its databases, to check whether it answers. */
  address: Address
  log: (line: string) => void
  /** Stops retrying. */
  signal?: AbortSignal
}

/**
 * Starts a PostgreSQL server and waits until it answers. No other server may be running in its data directory (see runningPostmaster).
 * @returns its process ID
 * @throws Error with the server's log output
 */
export async function startPostmaster(options: PostmasterOptions): Promise<number> {
  const { postgres, data, logFile, user, settings, address, log, signal } = options
  if ((statSync(logFile, { throwIfNoEntry: false })?.size ?? 0) > 10e6) renameSync(logFile, `${logFile}.1`)
  const flags = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`])
  disown(pidFileOf(data))
  if (address.host.startsWith('/')) disown(join(address.host, `.s.PGSQL.${address.port}.lock`))
  // A killed server's sessions may outlive it for a moment. Until they end, its shared memory is in use and a new server refuses to start.
  for (let attempt = 1; ; attempt++) {
    const output = openSync(logFile, 'a', 0o600)
    const from = statSync(logFile).size
    // Detached, because Ctrl-C in a terminal goes to the whole process group, and PostgreSQL must outlive our own shutdown.
    const child = spawn(postgres, ['-D', data, ...flags], {
      ...user,
      cwd: '/',
      env: bareEnvironment,
      detached: true,
      stdio: ['ignore', output, output],
    })
    closeSync(output)
    child.unref()
    const ended = new Promise<string>((resolve) => {
      child.on('error', (error) => resolve(error.message))
      child.on('exit', (code, signalName) => resolve(`it exited with ${signalName ?? `code ${code}`}`))
    })
    for (let waited = 0; ; waited++) {
      const failure = await Promise.race([ended, sleep(20)])
      if (failure === undefined) {
        if (child.pid !== undefined && (await answers(address))) return child.pid
        if (waited === 200) log('PostgreSQL is recovering from an unclean shutdown')
        continue
      }
      const said = readFileSync(logFile).subarray(from).toString().trim()
      if (attempt === 5 || signal?.aborted) throw new Error(`PostgreSQL didn't start: ${failure}\n${said}`)
      if (said.includes('is still in use')) endOrphans(data)
      break
    }
    await sleep(300)
  }
}

/**
 * Makes a lock file left by a killed server harmless. PostgreSQL refuses to start while the process ID in it is taken, even if that's an unrelated
 * process or the dead server that init hasn't reaped yet. It also rejects an empty file. It ignores the ID of its own parent (us), so we put
 * that in. The rest of the file names the shared memory that it must check.
 */
function disown(lockFile: string): void {
  if (!existsSync(lockFile)) return
  const [, ...rest] = readFileSync(lockFile, 'utf8').split('\n')
  writeFileSync(lockFile, [process.pid, ...rest].join('\n'))
}

/** The process ID of the server that runs in this data directory and answers at `address`, or null. A server that doesn't answer is stopped. */
export async function runningPostmaster(data: string, address: Address): Promise<number | null> {
  const until = Date.now() + 10_000
  for (;;) {
    const pid = lockedBy(pidFileOf(data))
    if (pid === null || !isPostmaster(pid, data)) return null
    if (await answers(address)) return pid
    // It's recovering, shutting down, frozen, or listening elsewhere because the folder was moved.
    if (Date.now() > until) await stopPostmaster(pid, data)
    else await sleep(50)
  }
}

/** Fast shutdown: cuts sessions off and writes everything. If that hangs, immediate shutdown, with recovery on the next start. */
export async function stopPostmaster(pid: number, data: string): Promise<void> {
  const escalation = [
    ['SIGINT', 20_000],
    ['SIGQUIT', 10_000],
    ['SIGKILL', 5_000],
  ] as const
  for (const [signal, patience] of escalation) {
    if (!isPostmaster(pid, data)) return
    process.kill(pid, signal)
    const until = Date.now() + patience
    while (Date.now() < until && isPostmaster(pid, data)) await sleep(10)
    // A killed server leaves sessions behind, and frozen ones wouldn't end on their own.
    if (signal === 'SIGKILL') endOrphans(data)
  }
  if (!isPostmaster(pid, data)) return
  throw new Error(`PostgreSQL (process ${pid}) can't be stopped`)
}

async function answers(address: Address): Promise<boolean> {
  const client = new BoundedClient({ ...address, connectionTimeoutMillis: CONNECT_PATIENCE })
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
