import { expect, test } from 'vitest'
import { numberIn, numberOrId } from './identifier'

test.each([
  ['0', 0],
  ['42', 42],
  ['007', 7],
  ['999999999', 999_999_999],
  ['1000000000', null],
  ['-1', null],
  ['1.0', null],
  [' 1', null],
  ['1e3', null],
  ['', null],
])('the number in "%s" is %s', (text, number) => {
  expect(numberIn(text)).toBe(number)
})

test('a number or an ID is a condition, and anything else is neither', () => {
  const id = '0190C8A4-7e1b-7c3a-9d2e-5f60718293a4'
  expect(numberOrId('12')).toEqual({ incrementalId: 12 })
  expect(numberOrId(id)).toEqual({ id })
  for (const text of ['', 'awin', '1'.repeat(12), id.slice(1), `${id} `]) expect(numberOrId(text)).toBeNull()
})
