import { expect, test } from 'vitest'
import { landingShares } from './landing-shares'

const page = (id: string, more: Partial<Parameters<typeof landingShares>[0][number]> = {}) => ({
  id,
  weight: 0,
  is_default: false,
  hide_from_publishers: false,
  ...more,
})
const shares = (...pages: Parameters<typeof landingShares>[0][number][]) => Object.fromEntries(landingShares(pages))

test('pages with weights share the clicks, whichever is the default', () => {
  expect(shares(page('a', { weight: 30 }), page('b', { weight: 10 }), page('c', { is_default: true }))).toEqual({
    a: 0.75,
    b: 0.25,
    c: 0,
  })
})

test('without weights, the default page gets all clicks, or else the first one that isn’t hidden', () => {
  expect(shares(page('a'), page('b', { is_default: true }))).toEqual({ a: 0, b: 1 })
  expect(shares(page('a', { hide_from_publishers: true }), page('b'), page('c'))).toEqual({ a: 0, b: 1, c: 0 })
  expect(shares()).toEqual({})
})
