import fc from 'fast-check'
import { expect, test } from 'vitest'
import { clean, headerText } from './text'

test('any text becomes short, valid, and free of control characters', () => {
  const anything = fc.string({ unit: 'binary', maxLength: 40 })
  // Any UTF-16 units, including halves of surrogate pairs.
  const units = fc
    .array(fc.integer({ min: 0, max: 0xffff }), { maxLength: 60 })
    .map((codes) => String.fromCharCode(...codes))
  fc.assert(
    fc.property(fc.oneof(anything, units), fc.integer({ min: 0, max: 30 }), (text, longest) => {
      const kept = clean(text, longest)
      expect(kept.length).toBeLessThanOrEqual(longest)
      expect(kept).not.toMatch(/\p{Cc}/u)
      expect(kept).not.toMatch(/\p{Surrogate}/u)
      expect(Buffer.from(kept, 'utf8').toString('utf8')).toBe(kept)
    }),
  )
})

test('ordinary text is unchanged', () => {
  const ordinary = fc.string({ unit: 'grapheme', maxLength: 20 }).filter((text) => !/\p{Cc}/u.test(text))
  fc.assert(
    fc.property(ordinary, (text) => {
      expect(clean(text, 400)).toBe(text)
    }),
  )
  expect(clean('Grüße aus Köln 👋', 255)).toBe('Grüße aus Köln 👋')
})

test('long text is truncated, but never inside a surrogate pair', () => {
  expect(clean('abcdef', 3)).toBe('abc')
  expect(clean('ab👋👋', 3)).toBe('ab')
  expect(clean('ab👋👋', 4)).toBe('ab👋')
  expect(clean(`${'a'.repeat(300)}\u0000`, 255)).toBe('a'.repeat(255))
  expect(clean('\u0000a\nb\u0085c', 255)).toBe('abc')
  expect(clean('a\ud83d', 255)).toBe('a\ufffd')
})

test('decodes headers as UTF-8, although Node reads them as Latin-1', () => {
  const utf8 = Buffer.from('Öster 🦊 reich', 'utf8').toString('latin1')
  expect(headerText(utf8)).toBe('Öster 🦊 reich')
  expect(headerText('plain')).toBe('plain')
  expect(headerText(undefined)).toBe('')
  expect(headerText(['a', 'b'])).toBe('a, b')
  expect(headerText('\xff\xfe')).toBe('\ufffd\ufffd')
})
