import { randomInt } from 'node:crypto'

/** Letters and digits that are hard to confuse. */
export const CODE_ALPHABET = 'abcdefghjkmnpqrstuvwxyz23456789'

/** A code as it's compared, however it was typed or pasted: without spaces, hyphens or invisible characters, full-width letters as plain ones, in lower case. */
export function normalizeCode(given: string): string {
  return given.normalize('NFKC').replaceAll(/[^\p{L}\p{N}]/gu, '').toLowerCase()
}

/** A new code; `pick` gives a number below the one it's given. */
export function makeCode(length: number, pick: (below: number) => number = randomInt): string {
  return Array.from({ length }, () => CODE_ALPHABET.charAt(pick(CODE_ALPHABET.length))).join('')
}

/** A code as it's shown: in two halves. */
export function showCode(code: string): string {
  const half = code.length / 2
  return `${code.slice(0, half)}-${code.slice(half)}`
}
