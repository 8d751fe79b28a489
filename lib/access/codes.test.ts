import { expect, test } from 'vitest'
import { makeCode, normalizeCode, showCode } from './codes'

test.each([
  ['123 456', '123456'],
  ['123\u00A0456', '123456'],
  ['123\u202F456', '123456'],
  ['\u200E123\u200B456\uFEFF', '123456'],
  ['123-456', '123456'],
  ['123\u2011456', '123456'],
  ['123–456', '123456'],
  ['１２３４５６', '123456'],
  [' ABCDE-fghjk\n', 'abcdefghjk'],
  ['ａｂｃ２３', 'abc23'],
])('normalizes %j to %s', (given, code) => {
  expect(normalizeCode(given)).toBe(code)
})

test('a code survives being displayed and typed back in', () => {
  const code = makeCode(10)
  expect(code).toMatch(/^[a-hjkmnp-z2-9]{10}$/)
  expect(showCode(code)).toMatch(/^.{5}-.{5}$/)
  expect(normalizeCode(showCode(code).toUpperCase())).toBe(code)
})
