import { expect, test } from 'vitest'
import { rolePermissions } from '@/lib/identity/permissions'
import { pagesFor, rangedAt } from './pages'

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

test('publishers find postbacks in the navigation once they have a postback manager, and the log in any case', () => {
  const paths = (managesPostbacks: boolean) =>
    pagesFor({
      permissions: rolePermissions.publisher,
      publisher: { id: 1, name: 'One', slug: 'one' },
      managesPostbacks,
    }).flatMap(({ pages }) => pages.map(({ path }) => path))
  expect(paths(false)).not.toContain('/postbacks')
  expect(paths(true)).toContain('/postbacks')
  expect(paths(false)).toContain('/postback-log')
})
