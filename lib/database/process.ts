import { execFileSync } from 'node:child_process'
import { readdirSync, readFileSync, realpathSync } from 'node:fs'
import { platform } from 'node:os'
import { basename, join } from 'node:path'

/** A process's program and command line; both empty once it has ended, even if nobody has taken note of that yet. */
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

/** The folder that a process works in; undefined where we can't tell. */
function workingFolder(pid: number): string | undefined {
  try {
    return realpathSync(`/proc/${pid}/cwd`)
  } catch {
    // Not Linux, or root in a container, which may not look into other users' processes.
    return undefined
  }
}

/**
 * Whether the process is the PostgreSQL server of this data directory. Its ID alone proves nothing: it may be another process's by now,
 * even another PostgreSQL's.
 */
export function isPostmaster(pid: number, data: string): boolean {
  const { program, line } = commandOf(pid)
  if (program !== 'postgres') return false
  // The server works in its data directory, which stays true when the directory is moved.
  const folder = workingFolder(pid)
  return folder === undefined ? line.includes(` -D ${data} `) : folder === realpathSync(data)
}

/** Whether the process has ended. Cheap enough to ask twice a second, also where commands are looked up with a program. */
export function hasEnded(pid: number): boolean {
  if (platform() === 'linux') return commandOf(pid).program === ''
  try {
    process.kill(pid, 0)
    return false
  } catch (error) {
    return !(error instanceof Error && 'code' in error && error.code === 'EPERM')
  }
}

/** Ends the sessions that a killed server left in its data directory. They notice by themselves unless they're busy or frozen. */
export function endOrphans(data: string): void {
  if (platform() !== 'linux') return
  const folder = realpathSync(data)
  for (const name of readdirSync('/proc')) {
    const pid = Number(name)
    if (!(pid > 0) || !commandOf(pid).program.startsWith('postgres:') || workingFolder(pid) !== folder) continue
    try {
      process.kill(pid, 'SIGKILL')
    } catch {
      // It has just ended.
    }
  }
}

/** The process ID in a lock file of PostgreSQL; null without one. */
export function lockedBy(lockFile: string): number | null {
  try {
    const pid = Number(readFileSync(lockFile, 'utf8').split('\n')[0])
    return pid > 0 ? pid : null
  } catch {
    return null
  }
}

/** The lock file of a data directory. */
export const pidFileOf = (data: string): string => join(data, 'postmaster.pid')
