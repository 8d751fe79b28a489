import { execFileSync, spawn } from 'node:child_process'
import { closeSync, existsSync, openSync, readFileSync, realpathSync, renameSync, rmSync, statSync } from 'node:fs'
import { platform } from 'node:os'
import { basename, join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { Client } from 'pg'
import type { SystemUser } from './socket-folder'

/** How to reach a PostgreSQL server by host (or folder of its socket); what node-postgres takes. */
export type Address = { host: string; port: number; user: string; database: string; password?: string }

/** The same, or a postgresql:// URL. */
export type Connection = Address | { connectionString: string }

/** PostgreSQL's programs see none of our environment: PGDATA, PGPORT, LC_ALL and their like would change what they do. */
export const bareEnvironment: NodeJS.ProcessEnv = { NODE_ENV: 'production', LC_ALL: 'C', TZ: 'UTC' }

export type PostmasterOptions = {
  /** The program. */
  postgres: string
  /** Initialised data directory. */
  data: string
  logFile: string
  /** Whom it runs as; absent: ourselves. */
  user?: SystemUser
  /** Overrides of postgresql.conf. */
  settings: Readonly<Record<string, string | number>>
  /** Any database of it, to find out whether it answers. */
  address: Address
  log: (line: string) => void
}

/**
 * Starts a PostgreSQL server and waits until it answers.
 * @returns its process id
 * @throws Error with what it said in its log
 */
export async function startPostmaster(options: PostmasterOptions): Promise<number> {
  const { postgres, data, logFile, user, settings, address, log } = options
  if ((statSync(logFile, { throwIfNoEntry: false })?.size ?? 0) > 10e6) renameSync(logFile, `${logFile}.1`)
  const flags = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`])
  // A server that was killed itself may have sessions that end a moment later; until then its memory is in use and it refuses.
  for (let attempt = 1; ; attempt++) {
    const output = openSync(logFile, 'a', 0o600)
    const from = statSync(logFile).size
    // Detached: Ctrl-C in a terminal goes to a whole process group, and PostgreSQL has to outlive our own orderly end.
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
      child.on('exit', (code, signal) => resolve(`it ended with ${signal ?? `code ${code}`}`))
    })
    for (let waited = 0; ; waited++) {
      const failure = await Promise.race([ended, sleep(20)])
      if (failure === undefined) {
        if (child.pid !== undefined && (await answers(address))) return child.pid
        if (waited === 200) log('PostgreSQL is recovering from a hard stop')
      } else if (attempt < 5) {
        break
      } else {
        const said = readFileSync(logFile).subarray(from).toString().trim()
        throw new Error(`PostgreSQL did not start: ${failure}\n${said}`)
      }
    }
    await sleep(300)
  }
}

/**
 * The server that works in this data directory and answers at `address`; null if there is none (any more). postmaster.pid alone proves
 * nothing: its process may be gone, or its number given to another one.
 */
export async function runningPostmaster(data: string, address: Address): Promise<number | null> {
  const pidFile = join(data, 'postmaster.pid')
  const until = Date.now() + 10_000
  for (;;) {
    const text = existsSync(pidFile) ? readFileSync(pidFile, 'utf8') : ''
    const pid = Number(text.split('\n')[0])
    if (!(pid > 0)) return null
    if (!isPostmaster(pid, data)) {
      // PostgreSQL itself sees through a dead process, but not through another program that got its number.
      if (isAlive(pid) && !commandOf(pid).program.startsWith('postgres')) rmSync(pidFile, { force: true })
      return null
    }
    if (await answers(address)) return pid
    // Recovering, on its way out, or listening elsewhere since the folder was moved.
    if (Date.now() > until) await stopPostmaster(pid, data)
    else await sleep(50)
  }
}

/** Fast shutdown: sessions are cut off, everything is written. Only if that hangs, immediate shutdown (recovered on the next start). */
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
    while (Date.now() < until) {
      if (!isPostmaster(pid, data)) return
      await sleep(10)
    }
  }
  throw new Error(`PostgreSQL (process ${pid}) can not be stopped`)
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM'
  }
}

/** A process's program and command line; both empty if it has ended. */
function commandOf(pid: number): { program: string; line: string } {
  try {
    if (platform() === 'linux') {
      const parts = readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0')
      return { program: basename(parts[0] ?? ''), line: parts.join(' ') }
    }
    const ps = (column: string) => execFileSync('ps', ['-ww', '-o', `${column}=`, '-p', String(pid)], { encoding: 'utf8' }).trim()
    return { program: basename(ps('comm')), line: ps('command') }
  } catch {
    return { program: '', line: '' }
  }
}

/** Whether the process is a PostgreSQL server in this data directory. */
export function isPostmaster(pid: number, data: string): boolean {
  const { program, line } = commandOf(pid)
  if (program !== 'postgres') return false
  try {
    // It makes it its working directory, which stays true when the directory is moved.
    return realpathSync(`/proc/${pid}/cwd`) === realpathSync(data)
  } catch {
    // Not Linux, or root in a container, who may not look into other users' processes.
    return line.includes(` -D ${data} `)
  }
}

async function answers(address: Address): Promise<boolean> {
  const client = new Client({ ...address, connectionTimeoutMillis: 5000 })
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
