import { line } from '@/lib/fields'

// The last part of a short link. Safe to import in the browser.

/** The key of a domain's own link: what https://go.example.com itself leads to. */
export const ROOT_KEY = '_root'

/** The key's length if nobody chooses one. */
export const KEY_LENGTH = 7
export const SHORTEST_RANDOM = 3
export const LONGEST_KEY = 190

/**
 * What a key can't begin with, because the installation answers it itself: the tracker's paths, Next.js's, and files that browsers and crawlers ask every host
 * for. short-link-key.test.ts compares them with what's there.
 */
export const reservedWords: ReadonlySet<string> = new Set([
  't',
  't.js',
  'l',
  'qr',
  'api',
  '_next',
  '.well-known',
  'robots.txt',
  'sitemap.xml',
  'favicon.ico',
  'icon.svg',
  'icon-512.png',
  'apple-touch-icon.png',
  'apple-touch-icon-precomposed.png',
  'manifest.webmanifest',
])

/** Letters, digits, and emoji of any script, and what URLs leave alone. */
const characters =
  /^(?:[\p{L}\p{M}\p{N}\p{Extended_Pictographic}\p{Emoji_Modifier}\p{Regional_Indicator}_.~/-]|\u200d|\ufe0f)*$/u

/** A key as people type it, without slashes around it. */
export const shortLinkKey = line(LONGEST_KEY + 2)
  .transform((key) => key.replace(/^\/+|\/+$/g, '').normalize('NFC'))
  .superRefine((key, context) => {
    const fault = keyFault(key)
    if (fault !== undefined) context.addIssue(fault)
  })

/** What random keys begin with, such as `c/`. Slashes at its end stay. */
export const keyPrefix = line(LONGEST_KEY)
  .transform((prefix) => prefix.replace(/^\/+/, '').normalize('NFC'))
  .superRefine((prefix, context) => {
    const fault = prefix === '' ? undefined : (keyFault(`${prefix}x`) ?? longFault(prefix))
    if (fault !== undefined) context.addIssue(fault)
  })

const longFault = (prefix: string) =>
  prefix.length > LONGEST_KEY - SHORTEST_RANDOM
    ? `must be at most ${LONGEST_KEY - SHORTEST_RANDOM} characters`
    : undefined

/** What's wrong with a key, apart from being taken. */
export function keyFault(key: string): string | undefined {
  if (key === '') return 'must not be empty'
  if (key.length > LONGEST_KEY) return `must be at most ${LONGEST_KEY} characters`
  if (!characters.test(key)) return 'must only contain letters, digits, emoji, and - _ . ~ /'
  if (key.split('/').some((part) => part === '' || part === '.' || part === '..'))
    return 'must not have empty parts between slashes, or parts that are only dots'
  if (key === ROOT_KEY) return undefined
  const first = foldKey(key, false).split('/')[0] ?? ''
  if (first === ROOT_KEY) return `must not begin with ${ROOT_KEY}, which stands for the domain itself`
  if (reservedWords.has(first)) return `must not begin with ${first}, which is reserved`
  return undefined
}

// oxlint-disable-next-line no-control-regex
const ascii = /^[\0-\x7f]*$/

/** A key as it's looked up. Trackers fold what visitors ask for in the same way. */
export function foldKey(key: string, isCaseSensitive: boolean): string {
  // Most keys are random, and ASCII is composed already.
  if (ascii.test(key)) return isCaseSensitive ? key : key.toLowerCase()
  const composed = key.normalize('NFC')
  // Lowercase can come apart, as with İ, and has to be what it would be the second time.
  return isCaseSensitive ? composed : composed.toLowerCase().normalize('NFC')
}
