import { chmodSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { stopPostmaster } from '@/lib/database/postmaster'
import { afterFile } from './after-file'

/** A new folder, removed after the file's tests. @param mode 0o711 lets PostgreSQL's user enter when we're root */
export function temporaryFolder(mode = 0o711): string {
  const folder = mkdtempSync(join(tmpdir(), 'tributary-test-'))
  chmodSync(folder, mode)
  afterFile(() => remove(folder))
  return folder
}

async function remove(folder: string): Promise<void> {
  // A failed test may have left a server running in it.
  const dataDirs = readdirSync(folder, { withFileTypes: true }).filter((entry) => entry.isDirectory())
  for (const data of [folder, ...dataDirs.map((entry) => join(folder, entry.name))].map((path) =>
    join(path, 'postgres', 'data'),
  )) {
    const pidFile = join(data, 'postmaster.pid')
    if (existsSync(pidFile)) await stopPostmaster(Number(readFileSync(pidFile, 'utf8').split('\n')[0]), data)
  }
  rmSync(folder, { recursive: true, force: true })
}
