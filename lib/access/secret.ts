import { randomBytes } from 'node:crypto'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { config } from '../config'
import { singleton } from '../singleton'

/** What sessions are signed with: AUTH_SECRET, else one made on first use and kept in the data directory. */
export function authSecret(): string {
  return config().authSecret ?? singleton('authSecret', () => keptSecret(config().dataDir))
}

function keptSecret(dataDir: string): string {
  const path = join(dataDir, 'auth-secret')
  mkdirSync(dataDir, { recursive: true })
  try {
    // Fails when it exists, so that two processes agree on the first one's.
    writeFileSync(path, randomBytes(32).toString('base64url'), { flag: 'wx', mode: 0o600 })
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error
  }
  return readFileSync(path, 'utf8')
}
