import { createHash } from 'node:crypto'

/** Identifies a version of a conversion, so that whoever changes it says which one they saw. */
export function hashOf({ id, version }: { id: string; version: number }): string {
  return createHash('sha256').update(`${id} ${version}`).digest('hex').slice(0, 32)
}
