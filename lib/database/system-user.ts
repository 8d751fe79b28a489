import { execFileSync, spawnSync } from 'node:child_process'
import type { SystemUser } from './socket-folder'

/**
 * The unprivileged user that PostgreSQL runs as when we're root, since it refuses to run as root: `postgres` if it exists or can be created,
 * otherwise `nobody`. Undefined when we aren't root, because then it runs as our own user.
 */
export function unprivilegedUser(): SystemUser | undefined {
  if (process.getuid?.() !== 0) return undefined
  const found =
    systemUser('postgres') ?? (create('postgres') ? systemUser('postgres') : undefined) ?? systemUser('nobody')
  if (!found) {
    throw new Error(
      "PostgreSQL won't run as root, and there's no postgres or nobody user. Run as another user, or set DATABASE_URL.",
    )
  }
  return found
}

/** A system user by name, unless it's root. */
export function systemUser(name: string): SystemUser | undefined {
  try {
    const number = (flag: string) =>
      Number(execFileSync('id', [flag, name], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }))
    const user = { uid: number('-u'), gid: number('-g') }
    return user.uid > 0 ? user : undefined
  } catch {
    return undefined
  }
}

/** `useradd` exists everywhere except on Alpine and BusyBox systems, which have `adduser`. */
function create(name: string): boolean {
  const attempts: [string, string[]][] = [
    [
      'useradd',
      [
        '--system',
        '--user-group',
        '--no-create-home',
        '--home-dir',
        '/nonexistent',
        '--shell',
        '/usr/sbin/nologin',
        name,
      ],
    ],
    ['adduser', ['-S', '-D', '-H', name]],
  ]
  return attempts.some(([program, options]) => spawnSync(program, options, { stdio: 'ignore' }).status === 0)
}

/** Whether `user` can enter the folder. Tries it, which is more reliable than evaluating modes and access lists. */
export function canEnter(user: SystemUser, folder: string): boolean {
  return spawnSync('/bin/sh', ['-c', 'cd -- "$1"', 'sh', folder], { ...user, cwd: '/', stdio: 'ignore' }).status === 0
}
