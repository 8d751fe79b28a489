import fc from 'fast-check'
import { expect, test } from 'vitest'
import { compileText } from './macro-text'

const readers = { a: (source: string) => source }
const json = (text: string) => compileText('JSON', text, readers)

test('values in JSON are escaped within quotes, and are numbers, texts, or null without them', () => {
  const template = json('{"x": "a {a} {A}", "y": {a}, "z": "{other}"}')
  expect(template?.('1.50')).toBe('{"x": "a 1.50 1.50", "y": 1.50, "z": "{other}"}')
  expect(template?.('"},\n')).toBe(String.raw`{"x": "a \"},\n \"},\n", "y": "\"},\n", "z": "{other}"}`)
  expect(template?.('')).toBe('{"x": "a  ", "y": null, "z": "{other}"}')
  // An escaped quote doesn't end a text.
  expect(json(String.raw`{"x": "\" {a}"}`)?.('"')).toBe(String.raw`{"x": "\" \""}`)
})

test('a text that’s no JSON is refused', () => {
  expect(json('{"x": {a}')).toBeUndefined()
  expect(json('{"x": {a} "y"}')).toBeUndefined()
})

test('values in forms are percent-encoded', () => {
  expect(compileText('Form', 'x={a}&y=1', readers)?.('a&b=ü')).toBe('x=a%26b%3D%C3%BC&y=1')
})

test('no value leaves its place', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), (value) => {
      expect(JSON.parse(json('{"x": "{a}", "y": [{a}]}')?.(value) ?? '')).toMatchObject({ x: value })
      const form = new URLSearchParams(compileText('Form', 'x={a}&y=1', readers)?.(value))
      expect([...form]).toEqual([
        ['x', value],
        ['y', '1'],
      ])
    }),
  )
})
