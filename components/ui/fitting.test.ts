import { expect, test } from 'vitest'
import { fitting } from './fitting'

const options = [
  { value: '', label: 'Not given' },
  { value: 'AU', label: 'Australia' },
  { value: 'CI', label: 'Côte d’Ivoire' },
  { value: 'RE', label: 'Réunion' },
  { value: 'GB', label: 'United Kingdom' },
  { value: 'US', label: 'United States' },
]

test.each([
  ['', ['', 'AU', 'CI', 'RE', 'GB', 'US']],
  ['uni', ['GB', 'US', 'RE']],
  ['us', ['US', 'AU']],
  ['REUNION', ['RE']],
  ['  cote  ivoire ', ['CI']],
  ['kingdom united', ['GB']],
  ['nowhere', []],
])('%j finds %j', (typed, expected) => {
  expect(fitting(options, typed).map(({ value }) => value)).toEqual(expected)
})

test('finds at most 100', () => {
  expect(
    fitting(
      Array.from({ length: 300 }, (_, index) => ({ value: String(index), label: `Name ${index}` })),
      'name',
    ),
  ).toHaveLength(100)
})
