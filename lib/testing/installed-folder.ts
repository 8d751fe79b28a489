import { execFileSync } from 'node:child_process'
import { chmodSync, existsSync, mkdtempSync, renameSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startEmbedded } from '@/lib/database/embedded'
import { deploy } from '@/lib/database/migrate'
import { temporaryFolder } from './temporary-folder'

/**
 * A data directory as a stopped process leaves it: with PostgreSQL, migrated and empty. Copying it takes a tenth of creating it.
 * Removed after the file's tests.
 */
export async function installedFolder(): Promise<string> {
  const original = join(tmpdir(), 'installed')
  if (!existsSync(original)) await install(original)
  const folder = temporaryFolder()
  // Keeps owners, which cpSync doesn't.
  execFileSync('cp', ['-Rp', join(original, 'postgres'), folder])
  return folder
}

/** Creates the one that all test files of the run copy. */
async function install(original: string): Promise<void> {
  const folder = mkdtempSync(`${original}-`)
  chmodSync(folder, 0o711)
  const postgres = await startEmbedded({ dataDir: folder, log: () => {}, throwAway: true })
  try {
    await deploy(postgres.address, () => {})
  } finally {
    await postgres.close()
  }
  try {
    renameSync(folder, original)
  } catch (error) {
    // Another test file was faster.
    if (!existsSync(original)) throw error
    rmSync(folder, { recursive: true })
  }
}
