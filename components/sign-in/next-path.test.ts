import { expect, test } from 'vitest'
import { nextPath, signInPath } from './next-path'

test.each([
  ['/clicks?view=single&country=-US,CA', '/clicks?view=single&country=-US,CA'],
  ['/settings/api-keys', '/settings/api-keys'],
])('%s is kept', (asked, expected) => {
  expect(nextPath(asked)).toBe(expected)
})

test.each([
  null,
  '',
  'overview',
  '//evil.example/x',
  '/\\evil.example',
  '/\t/evil.example',
  '/..//evil.example',
  'https://evil.example',
  'javascript:alert(1)',
  '/sign-in?next=/x',
  '/setup',
])('%j leads to the overview', (asked) => {
  expect(nextPath(asked)).toBe('/overview')
})

test('the way back is part of the sign-in path', () => {
  expect(signInPath('/clicks?a=1&b=2')).toBe('/sign-in?next=%2Fclicks%3Fa%3D1%26b%3D2')
  expect(signInPath('/overview')).toBe('/sign-in')
})
