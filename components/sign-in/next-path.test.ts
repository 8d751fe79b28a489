import { expect, test } from 'vitest'
import { nextPath, signInPath } from './next-path'

test.each([
  ['/clicks?view=single&country=-US,CA', '/clicks?view=single&country=-US,CA'],
  ['/settings/api-keys', '/settings/api-keys'],
  ['/clicks?search=a%26b+c', '/clicks?search=a%26b+c'],
  ['/traffic', '/traffic'],
  ['/apical', '/apical'],
])('%s is kept', (asked, expected) => {
  expect(nextPath(asked)).toBe(expected)
})

test.each([
  ['/clicks?range=7d&_rsc=1ab2c', '/clicks?range=7d'],
  ['/clicks?_rsc=1ab2c', '/clicks'],
  ['/clicks?_rsc&a=1', '/clicks?a=1'],
  ['/clicks?nxtPid=1&a=1&nxtIid=2&_nextDataReq=1&__nextLocale=en', '/clicks?a=1'],
  ['/overview?%5Frsc=1', '/overview'],
])('%s loses the parameters that Next.js adds internally', (asked, expected) => {
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
  '/.//evil.example',
  'https://evil.example',
  'javascript:alert(1)',
  '/sign-in?next=/x',
  '/sign-in/link?token=x',
  '/setup',
  '/api/app/audit/export',
  '/api',
  '/x/../api/v1/clicks',
  '/%61pi/v1/clicks',
  '/_next/static/chunks/main.js',
  '/t/abc',
  '/t',
])('%j leads to the overview', (asked) => {
  expect(nextPath(asked)).toBe('/overview')
})

test('the sign-in path includes the way back', () => {
  expect(signInPath('/clicks?a=1&b=2')).toBe('/sign-in?next=%2Fclicks%3Fa%3D1%26b%3D2')
  expect(signInPath('/clicks?a=1&_rsc=2')).toBe('/sign-in?next=%2Fclicks%3Fa%3D1')
  expect(signInPath('/overview')).toBe('/sign-in')
  expect(signInPath('/overview?_rsc=2')).toBe('/sign-in')
})
