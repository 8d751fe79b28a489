import { randomInt } from 'node:crypto'

/** Letters and digits that are hard to mix up. */
export const CODE_ALPHABET = 'abcdefghjkmnpqrstuvwxyz23456789'

/** Normalizes a typed or pasted code for comparison: removes spaces, hyphens, and invisible characters, converts full-width characters, and lowercases. */
export function normalizeCode(given: string): string {
  return given
    .normalize('NFKC')
    .replaceAll(/[^\p{L}\p{N}]/gu, '')
    .toLowerCase()
}

/** Generates a code. `pick` returns a number below its argument. */
export function makeCode(length: number, pick: (below: number) => number = randomInt): string {
  return Array.from({ length }, () => CODE_ALPHABET.charAt(pick(CODE_ALPHABET.length))).join('')
}

/** Formats a code for display, in two halves. */
export function showCode(code: string): string {
  const half = code.length / 2
  return `${code.slice(0, half)}-${code.slice(half)}`
}
