import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { lockedBy, pidFileOf } from '@/lib/database/process'

/** The process ID of a data directory's embedded PostgreSQL. @throws Error without one */
export function postmasterIn(dataDir: string): number {
  const pid = lockedBy(pidFileOf(join(dataDir, 'postgres', 'data')))
  if (pid === null) throw new Error(`No PostgreSQL runs in ${dataDir}`)
  return pid
}

/** Freezes PostgreSQL and all its sessions, as a hung disk would. @returns a function that resumes them */
export function freeze(dataDir: string): () => void {
  const server = postmasterIn(dataDir)
  process.kill(server, 'SIGSTOP')
  // The server first, so that no new session starts meanwhile.
  const sessions = spawnSync('pgrep', ['-P', String(server)], { encoding: 'utf8' })
    .stdout.split('\n')
    .filter(Boolean)
    .map(Number)
  for (const session of sessions) process.kill(session, 'SIGSTOP')
  return () => {
    for (const pid of [...sessions, server]) process.kill(pid, 'SIGCONT')
  }
}
