import { execFileSync } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import {
  chownSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readFileSync,
  readlinkSync,
  realpathSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { join, sep } from 'node:path'
import { systemFolder } from './binaries'
import { lockDataDir, type Release } from './lock'
import type { SystemUser } from './socket-folder'
import { canEnter, unprivilegedUser } from './system-user'

/** The folder where embedded PostgreSQL keeps everything, the user it runs as (our own when absent), and how to release the folder. */
export type Home = { home: string; user?: SystemUser; release: Release }

export type HomeOptions = {
  dataDir: string
  log: (line: string) => void
  /** Tests only: replaces /var/lib/tributary. */
  systemFolder?: string
}

/**
 * PostgreSQL's folder: `data`, `run` (its socket) and `postgres.log`. When we're root, the folder belongs to the user PostgreSQL runs as.
 * If that user can't get there (below /root, for instance), it's a link to a folder under /var/lib/tributary.
 * @throws Error when it belongs to another user or another data directory
 */
export async function openHome(options: HomeOptions): Promise<Home> {
  const { dataDir } = options
  mkdirSync(dataDir, { recursive: true })
  const link = join(realpathSync(dataDir), 'postgres')
  const wanted = unprivilegedUser()
  if (!existsSync(link)) makeHome(link, wanted, options)
  const home = realpathSync(link)
  const release = await claim(home, link)
  const owner = statSync(home)
  if (!wanted) {
    if (owner.uid !== process.getuid?.())
      throw new Error(`${home} belongs to user ${owner.uid}. Start Tributary as that user, or as root.`)
    return { home, release }
  }
  // An unprivileged user keeps their data if root starts us once. A copy made by root is handed over to PostgreSQL's user.
  if (owner.uid !== 0) return { home, user: { uid: owner.uid, gid: owner.gid }, release }
  execFileSync('chown', ['-R', `${wanted.uid}:${wanted.gid}`, home])
  return { home, user: wanted, release }
}

function makeHome(
  link: string,
  user: SystemUser | undefined,
  { dataDir, log, systemFolder: system = systemFolder }: HomeOptions,
): void {
  if (lstatSync(link, { throwIfNoEntry: false })) {
    throw new Error(`${link} points to ${readlinkSync(link)}, which no longer exists. A copied data directory doesn't include what this link points to.
Back up the original with \`npm run backup\` and restore that with \`npm run restore\`, or remove the link to start with an empty database.`)
  }
  if (!user) {
    mkdirSync(link, { mode: 0o700 })
  } else if (canEnter(user, realpathSync(dataDir))) {
    mkdirSync(link, { mode: 0o700 })
    chownSync(link, user.uid, user.gid)
  } else {
    const elsewhere = join(system, randomUUID())
    mkdirSync(system, { recursive: true, mode: 0o755 })
    mkdirSync(elsewhere, { mode: 0o700 })
    chownSync(elsewhere, user.uid, user.gid)
    symlinkSync(elsewhere, link)
    log(
      `PostgreSQL doesn't run as root, and its user can't access ${dataDir}. Its data is in ${elsewhere}, linked from ${link}.`,
    )
  }
}

/** A home outside its data directory records its owner and gets its own lock, because a copied data directory has the same link. */
async function claim(home: string, link: string): Promise<Release> {
  const dataDir = join(link, '..')
  if (home.startsWith(dataDir + sep)) return async () => {}
  const note = join(home, 'data-directory')
  const owner = existsSync(note) ? readFileSync(note, 'utf8').trim() : dataDir
  // A moved data directory keeps its PostgreSQL.
  if (owner !== dataDir && leadsTo(join(owner, 'postgres'), home)) {
    throw new Error(`${dataDir} is a copy of ${owner}, but PostgreSQL's data in ${home} belongs to the original.
Back up the original with \`npm run backup\`, and restore that with \`npm run restore\`.`)
  }
  const release = await lockDataDir(home)
  writeFileSync(note, `${dataDir}\n`, { mode: 0o600 })
  return release
}

function leadsTo(link: string, home: string): boolean {
  try {
    return realpathSync(link) === home
  } catch {
    return false
  }
}
