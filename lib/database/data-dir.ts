import { accessSync, constants, existsSync, mkdirSync, statSync } from 'node:fs'
import { dirname } from 'node:path'
import { userInfo } from 'node:os'

/**
 * Creates the data directory if it's missing.
 * @throws Error explaining why it can't be used and what to do
 */
export function makeDataDir(dataDir: string): void {
  // A recursive mkdir can report a misleading error, such as ENOENT on a read-only disk.
  let existing = dataDir
  while (!existsSync(existing) && dirname(existing) !== existing) existing = dirname(existing)
  if (!statSync(existing).isDirectory())
    throw new Error(
      `DATA_DIR is ${dataDir}, but ${existing === dataDir ? 'that' : existing} is a file. Set DATA_DIR to a folder.`,
    )
  try {
    accessSync(existing, constants.W_OK | constants.X_OK)
    mkdirSync(dataDir, { recursive: true })
  } catch (error) {
    throw new Error(`DATA_DIR is ${dataDir}, but ${whyNot(error, existing)}`, { cause: error })
  }
}

function whyNot(error: unknown, folder: string): string {
  const code = error instanceof Error && 'code' in error ? error.code : ''
  if (code === 'EROFS') return `${folder} is on a read-only file system. Make it writable, or set a different DATA_DIR.`
  if (code === 'EACCES' || code === 'EPERM')
    return `user ${userInfo().username} can't write to ${folder}. Make that user its owner, or set a different DATA_DIR.`
  if (code === 'ENOSPC' || code === 'EDQUOT')
    return 'the disk is full. Free up space, or set DATA_DIR to a folder on another disk.'
  return `it can't be created: ${error instanceof Error ? error.message : String(error)}`
}
