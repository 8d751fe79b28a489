import { randomBytes } from 'node:crypto'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { config } from '@/lib/config'
import { singleton } from '@/lib/singleton'

/** The secret that signs sessions: AUTH_SECRET or, without it, one generated on first use and stored in the data directory. */
export function authSecret(): string {
  return config().authSecret ?? singleton('authSecret', () => keptSecret(config().dataDir))
}

function keptSecret(dataDir: string): string {
  const path = join(dataDir, 'auth-secret')
  mkdirSync(dataDir, { recursive: true })
  try {
    // Fails if the file exists, so concurrent processes agree on the first one's secret.
    writeFileSync(path, randomBytes(32).toString('base64url'), { flag: 'wx', mode: 0o600 })
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error
  }
  return readFileSync(path, 'utf8')
}
