import { randomInt } from 'node:crypto'
import { keyFault } from '@/lib/catalog/rules/short-link-key'

const lower = '0123456789abcdefghijklmnopqrstuvwxyz'
const both = `${lower}ABCDEFGHIJKLMNOPQRSTUVWXYZ`

/** Reserved words are few, so that many in a row are as good as impossible. */
const MOST_TRIES = 100

/**
 * A random key that isn't reserved. Where case makes no difference, it's in lowercase.
 * @throws Error if no key can begin with the prefix and be that long
 */
export function randomKey(length: number, prefix: string, isCaseSensitive: boolean): string {
  const alphabet = isCaseSensitive ? both : lower
  for (let tries = 0; tries < MOST_TRIES; tries++) {
    const random = Array.from({ length }, () => alphabet[randomInt(alphabet.length)]).join('')
    if (keyFault(prefix + random) === undefined) return prefix + random
  }
  throw new Error(`No key of ${length} more characters begins with ${prefix}`)
}
