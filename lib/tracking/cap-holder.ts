import { randomUUID } from 'node:crypto'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { messageOf } from '@/lib/message-of'

/**
 * The ID that this tracker's leases of caps carry. It's the data directory's, not the process's: what a killed process used is known once its
 * journal, which is in there too, has reached the store.
 */
export function capHolder(dataDir: string, log: (line: string) => void): string {
  const path = join(dataDir, 'cap-holder')
  const known = z.uuid().safeParse(read(path))
  if (known.success) return known.data
  const made = randomUUID()
  try {
    mkdirSync(dataDir, { recursive: true })
    writeFileSync(path, made, { mode: 0o600 })
  } catch (error) {
    log(
      `${path} can't be written, so after a crash, what's left of cap leases comes back minutes later: ${messageOf(error)}`,
    )
  }
  return made
}

function read(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return undefined
  }
}
