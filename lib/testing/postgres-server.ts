import { execFileSync } from 'node:child_process'
import { chownSync, mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { postgresBinaries, systemFolder } from '@/lib/database/binaries'
import { bareEnvironment, startPostmaster, stopPostmaster } from '@/lib/database/postmaster'
import { unprivilegedUser } from '@/lib/database/system-user'
import { freePort } from './free-port'

/** A PostgreSQL server as a third party would run it: on TCP, with a password. @param folder an empty folder for it */
export async function startPostgresServer(folder: string): Promise<{ url: string; stop: () => Promise<void> }> {
  const user = unprivilegedUser()
  const binaries = postgresBinaries(user, systemFolder, () => {})
  const home = join(folder, 'server')
  const data = join(home, 'data')
  const password = 'correct horse'
  mkdirSync(home, { mode: 0o700 })
  writeFileSync(join(home, 'password'), password)
  if (user) for (const path of [home, join(home, 'password')]) chownSync(path, user.uid, user.gid)
  execFileSync(
    binaries.initdb,
    [
      `--pgdata=${data}`,
      '--username=tester',
      '--auth=scram-sha-256',
      `--pwfile=${join(home, 'password')}`,
      '--encoding=UTF8',
      '--locale=C',
      '--no-sync',
    ],
    { ...user, cwd: '/', env: bareEnvironment },
  )
  const port = await freePort()
  const address = { host: '127.0.0.1', port, user: 'tester', password, database: 'postgres' }
  const settings = { listen_addresses: '127.0.0.1', port, unix_socket_directories: '', fsync: 'off' }
  const pid = await startPostmaster({
    postgres: binaries.postgres,
    data,
    logFile: join(home, 'log'),
    user,
    settings,
    address,
    log: () => {},
  })
  return {
    url: `postgresql://tester:${encodeURIComponent(password)}@127.0.0.1:${port}/postgres`,
    stop: () => stopPostmaster(pid, data),
  }
}
