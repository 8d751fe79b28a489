import { expect, test } from 'vitest'
import { rangedAt } from './pages'

test('the range is chosen where there are figures for it', () => {
  expect(rangedAt('/overview')).toBe('compared')
  expect(rangedAt('/clicks')).toBe('alone')
  expect(rangedAt('/users')).toBeUndefined()
})

test('of the pages of a record, only its overview and its sub IDs have a range', () => {
  expect(rangedAt('/publishers/7/sub-ids')).toBe('alone')
  expect(rangedAt('/advertisers')).toBe('alone')
  expect(rangedAt('/advertisers/7')).toBe('compared')
  expect(rangedAt('/advertisers/7/details')).toBeUndefined()
  expect(rangedAt('/advertisers/new')).toBeUndefined()
})
