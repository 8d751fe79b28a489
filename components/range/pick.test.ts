import { expect, test } from 'vitest'
import { pick } from './pick'

test('two clicks pick a range, in either order', () => {
  const begun = pick(null, '2026-11-10')
  expect(begun).toEqual({ from: '2026-11-10', to: null })
  expect(pick(begun, '2026-11-12')).toEqual({ from: '2026-11-10', to: '2026-11-12' })
  expect(pick(begun, '2026-11-08')).toEqual({ from: '2026-11-08', to: '2026-11-10' })
  expect(pick(begun, '2026-11-10')).toEqual({ from: '2026-11-10', to: '2026-11-10' })
})

test('a click on a finished range starts a new one, even on its only day', () => {
  expect(pick({ from: '2026-11-10', to: '2026-11-10' }, '2026-11-10')).toEqual({ from: '2026-11-10', to: null })
  expect(pick({ from: '2026-11-10', to: '2026-11-12' }, '2026-11-11')).toEqual({ from: '2026-11-11', to: null })
})
