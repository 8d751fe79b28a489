import { timingSafeEqual } from 'node:crypto'
import { makeCode, normalizeCode, showCode } from './codes'
import { keyedHash } from './encryption'

const LENGTH = 8

/**
 * The code needed to set up a new installation, printed in its log so that only an operator can use it, not just anyone who finds the site first.
 * Derived from the secret that signs sessions: all processes agree on it, a restart doesn't change it, and it isn't stored anywhere.
 */
export function setupCode(): string {
  const bytes = Buffer.from(keyedHash('setup code', '', ''))
  let at = 0
  return showCode(makeCode(LENGTH, (below) => bytes.readUInt32BE(4 * at++) % below)).toUpperCase()
}

/** Whether this is the setup code, ignoring case and spacing. */
export function isSetupCode(given: string): boolean {
  const [code, other] = [setupCode(), given].map((text) => Buffer.from(normalizeCode(text)))
  return code !== undefined && other !== undefined && code.length === other.length && timingSafeEqual(code, other)
}
