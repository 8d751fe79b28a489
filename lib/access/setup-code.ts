import { timingSafeEqual } from 'node:crypto'
import { makeCode, normalizeCode, showCode } from './codes'
import { keyedHash } from './encryption'

const LENGTH = 8

/**
 * What whoever sets up a new installation has to know, so that it's someone who can read its log, and not whoever finds it first. It's made
 * from the secret that sessions are signed with: processes that share users agree on it, a restart doesn't change it, and it's stored nowhere.
 */
export function setupCode(): string {
  const bytes = Buffer.from(keyedHash('setup code', '', ''))
  let at = 0
  return showCode(makeCode(LENGTH, (below) => bytes.readUInt32BE(4 * at++) % below)).toUpperCase()
}

/** Whether it's the code, however it was typed. */
export function isSetupCode(given: string): boolean {
  const [code, other] = [setupCode(), given].map((text) => Buffer.from(normalizeCode(text)))
  return code !== undefined && other !== undefined && code.length === other.length && timingSafeEqual(code, other)
}
