import { execFileSync } from 'node:child_process'
import { readdirSync, readFileSync, realpathSync } from 'node:fs'
import { platform } from 'node:os'
import { basename, join } from 'node:path'

/** A process's program and command line. Both are empty once it has ended, even if its parent hasn't reaped it yet. */
function commandOf(pid: number): { program: string; line: string } {
  try {
    if (platform() === 'linux') {
      const parts = readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0')
      return { program: basename(parts[0] ?? ''), line: parts.join(' ') }
    }
    const ps = (column: string) =>
      execFileSync('ps', ['-ww', '-o', `${column}=`, '-p', String(pid)], { encoding: 'utf8' }).trim()
    return { program: basename(ps('comm')), line: ps('command') }
  } catch {
    return { program: '', line: '' }
  }
}

/** A process's working directory. Undefined if we can't tell. */
function workingFolder(pid: number): string | undefined {
  try {
    return realpathSync(`/proc/${pid}/cwd`)
  } catch {
    // Not Linux, or root in a container that isn't allowed to inspect other users' processes.
    return undefined
  }
}

/**
 * Whether the process is this data directory's PostgreSQL server. The ID alone doesn't prove it, since another process may have it by now,
 * even another PostgreSQL.
 */
export function isPostmaster(pid: number, data: string): boolean {
  const { program, line } = commandOf(pid)
  if (program !== 'postgres') return false
  // The server's working directory is its data directory, even after that is moved.
  const folder = workingFolder(pid)
  return folder === undefined ? line.includes(` -D ${data} `) : folder === realpathSync(data)
}

/** Whether the process has ended. Cheap enough to check twice a second, even on systems where commandOf runs a program. */
export function hasEnded(pid: number): boolean {
  if (platform() === 'linux') return commandOf(pid).program === ''
  try {
    process.kill(pid, 0)
    return false
  } catch (error) {
    return !(error instanceof Error && 'code' in error && error.code === 'EPERM')
  }
}

/** Kills the sessions that a killed server left behind in its data directory. They end on their own unless they're busy or frozen. */
export function endOrphans(data: string): void {
  if (platform() !== 'linux') return
  const folder = realpathSync(data)
  for (const name of readdirSync('/proc')) {
    const pid = Number(name)
    if (!(pid > 0) || !commandOf(pid).program.startsWith('postgres:') || workingFolder(pid) !== folder) continue
    try {
      process.kill(pid, 'SIGKILL')
    } catch {
      // It just ended.
    }
  }
}

/** The process ID in a PostgreSQL lock file. Null without one. */
export function lockedBy(lockFile: string): number | null {
  try {
    const pid = Number(readFileSync(lockFile, 'utf8').split('\n')[0])
    return pid > 0 ? pid : null
  } catch {
    return null
  }
}

/** A data directory's lock file. */
export const pidFileOf = (data: string): string => join(data, 'postmaster.pid')
