import { existsSync, readdirSync } from 'node:fs'
import { expect, test } from 'vitest'
import fc from 'fast-check'
import { randomKey } from '@/lib/catalog/random-key'
import { foldKey, keyFault, keyPrefix, reservedWords, shortLinkKey } from './short-link-key'

test.each(['sale', 'Sale-2026', 'a/b', 'привет', '日本', '🎉', '👩‍💻', 'v1.2', '_root', 'über', 'tt', 'apis', 'x/api'])(
  '%s is a key',
  (key) => expect(shortLinkKey.parse(key)).toBe(key),
)

test.each([
  ['', 'must not be empty'],
  ['/', 'must not be empty'],
  ['a b', 'letters'],
  ['a?b', 'letters'],
  ['a#b', 'letters'],
  ['a%20b', 'letters'],
  ['a//b', 'empty parts'],
  ['a/../b', 'empty parts'],
  ['.', 'empty parts'],
  ['api', 'reserved'],
  ['API', 'reserved'],
  ['api/x', 'reserved'],
  ['T.js', 'reserved'],
  ['_next/x', 'reserved'],
  ['_ROOT', '_root'],
  ['_root/x', '_root'],
  ['x'.repeat(191), 'at most'],
])('%j isn’t one: %s', (key, reason) => {
  expect(shortLinkKey.safeParse(key).error?.issues[0]?.message).toContain(reason)
})

test('slashes around a key don’t count, and its letters are composed', () => {
  expect(shortLinkKey.parse('/sale/')).toBe('sale')
  expect(shortLinkKey.parse('u\u0308ber')).toBe('über')
  expect(keyPrefix.parse('/c/')).toBe('c/')
  expect(keyPrefix.safeParse('api/').success).toBe(false)
})

test('what’s reserved is what the installation answers itself', () => {
  const files = [...readdirSync('public'), ...readdirSync('app').filter((name) => /\.(svg|png|ico)$/.test(name))]
  const routes = readdirSync('app', { withFileTypes: true }).flatMap((entry) =>
    entry.isDirectory() && (entry.name === 'api' || existsSync(`app/${entry.name}/route.ts`)) ? [entry.name] : [],
  )
  expect([...reservedWords]).toEqual(expect.arrayContaining([...files, ...routes]))
})

test('folding twice is folding once, and what differs only in case is the same', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), (key) => {
      const folded = foldKey(key, false)
      expect(foldKey(folded, false)).toBe(folded)
      expect(foldKey(key.normalize('NFD'), false)).toBe(folded)
      expect(foldKey(key, true)).toBe(key.normalize('NFC'))
    }),
  )
})

test('random keys have their length, are never reserved, and are in lowercase where case makes no difference', () => {
  for (let count = 0; count < 2000; count++) {
    expect(randomKey(3, '', false)).toMatch(/^[0-9a-z]{3}$/)
    expect(keyFault(randomKey(3, 'c/', true))).toBeUndefined()
  }
  expect(randomKey(30, 'c/', true)).toMatch(/^c\/[0-9A-Za-z]{30}$/)
  expect(() => randomKey(188, 'c/x', false)).toThrow(/^No key of 188 more characters begins with c\/x$/)
})
