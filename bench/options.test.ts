import { expect, test } from 'vitest'
import { parseOptions } from './options'

test('measures everything on 10 million clicks by default', () => {
  expect(parseOptions([])).toMatchObject({
    clicks: 10_000_000,
    only: ['store', 'http', 'tracker', 'postgres'],
    write: false,
  })
  expect(parseOptions(['--clicks', '5000', '--only', 'tracker,store', '--write'])).toMatchObject({
    clicks: 5000,
    only: ['tracker', 'store'],
    write: true,
  })
})

test('refuses invalid options with an explanation', () => {
  expect(() => parseOptions(['--clicks', '10'])).toThrow('--clicks')
  expect(() => parseOptions(['--only', 'tracker,stores'])).toThrow(
    'must be a comma-separated list of store, http, tracker, postgres',
  )
  expect(() => parseOptions(['--fast'])).toThrow('--fast')
})
