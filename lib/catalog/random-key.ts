import { randomInt } from 'node:crypto'
import { keyFault } from '@/lib/catalog/rules/short-link-key'

const lower = '0123456789abcdefghijklmnopqrstuvwxyz'
const both = `${lower}ABCDEFGHIJKLMNOPQRSTUVWXYZ`

/** A random key that isn't reserved. Where case makes no difference, it's in lowercase. */
export function randomKey(length: number, prefix: string, isCaseSensitive: boolean): string {
  const alphabet = isCaseSensitive ? both : lower
  for (;;) {
    const random = Array.from({ length }, () => alphabet[randomInt(alphabet.length)]).join('')
    if (keyFault(prefix + random) === undefined) return prefix + random
  }
}
