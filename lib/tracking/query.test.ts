import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { Query } from './query'

const read = (search: string) => Object.fromEntries(new Query(`/t/click${search}`).entries())

describe('a query', () => {
  test('parses like URLSearchParams, keeping the first non-empty value of a repeated name', () => {
    const pairs = fc.array(
      fc.tuple(fc.string({ unit: 'grapheme', maxLength: 8 }), fc.string({ unit: 'grapheme', maxLength: 8 })),
      { maxLength: 12 },
    )
    fc.assert(
      fc.property(pairs, (list) => {
        const search = new URLSearchParams(list)
        const expected = new Map<string, string>()
        for (const [name, value] of search) if (!expected.get(name)) expected.set(name, value)
        expect(new Map(new Query(`/t/click?${search.toString()}`).entries())).toEqual(expected)
      }),
    )
  })

  test('survives arbitrary text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary-ascii', maxLength: 200 }), (text) => new Query(text).get('a') !== ''),
    )
  })

  test.each([
    ['', {}],
    ['?', {}],
    ['?&&', {}],
    ['?a', { a: '' }],
    ['?=b', { '': 'b' }],
    ['?a=b=c', { a: 'b=c' }],
    ['?a=1&a=2', { a: '1' }],
    ['?a=%20b+c', { a: ' b c' }],
    ['?a=1&b=%zz&c=2', { a: '1', b: '%zz', c: '2' }],
    ['?a=%', { a: '%' }],
    ['?a=%ff', { a: '\ufffd' }],
    ['?a=%00b', { a: '\u0000b' }],
    ['?a=1#b=2', { a: '1' }],
    ['?a=1&b=2#&c=3', { a: '1', b: '2' }],
    ['?a=1&amp;b=2&amp;amp;c=3', { a: '1', b: '2', c: '3' }],
    ['?a=1&amp;=2&amp=3', { a: '1', '': '2', amp: '3' }],
    ['?__proto__=x', { ['__proto__']: 'x' }],
    ['?a[]=1&a?b=2', { 'a[]': '1', 'a?b': '2' }],
  ])('%s', (search, expected) => {
    expect(read(search)).toEqual(expected)
  })

  test('an empty value counts as missing and doesn’t hide a later one', () => {
    const query = new Query('/t/click?a=&b=1&b=2&c=&c=3&c=4')
    expect([query.get('a'), query.get('b'), query.get('c'), query.get('d')]).toEqual([undefined, '1', '3', undefined])
  })

  test.each([
    ['1', true],
    ['true', true],
    ['0', false],
    ['false', false],
    ['', false],
    ['TRUE', false],
  ])('a switch set to "%s" is %s', (value, on) => {
    expect(new Query(`/t/click?qr=${value}`).isOn('qr')).toBe(on)
  })

  test('reads only the first hundred parameters', () => {
    const many = Array.from({ length: 5000 }, (_, index) => `p${index}=1`).join('&')
    expect([...new Query(`/t/click?${many}`).entries()]).toHaveLength(100)
  })
})
