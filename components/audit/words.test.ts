import { createTranslator } from 'next-intl'
import { expect, test } from 'vitest'
import { settings } from '@/messages/settings'
import { changesOf, changeSummary, fieldName, valueWords } from './words'

const t = createTranslator({ ...settings, namespace: 'audit' })

test('fields and values are put into words', () => {
  expect(fieldName('firstName', t)).toBe('First name')
  expect(fieldName('apiAccessEnabled', t)).toBe('API access')
  expect(valueWords(true, t)).toBe('Yes')
  expect(valueWords('', t)).toBeNull()
  expect(valueWords(['clicks:read', 'reports:read'], t)).toBe('clicks:read, reports:read')
})

test('a change shows values before and after', () => {
  const entry = { before: { status: 'Active', phone: '' }, after: { status: 'Deactivated', phone: '030' } }
  expect(changesOf(entry, t)).toEqual([
    { field: 'status', name: 'Status', before: 'Active', after: 'Deactivated' },
    { field: 'phone', name: 'Phone', before: null, after: '030' },
  ])
  expect(changeSummary(entry, t)).toBe('Status: Active → Deactivated; Phone: empty → 030')
  expect(changesOf({ before: null, after: { email: 'a@b.example', city: '' } }, t)).toEqual([
    { field: 'email', name: 'Email', before: null, after: 'a@b.example' },
  ])
})

test('statuses and dates are written as on the pages', () => {
  const before = { month: '2026-10-01', status: 'draft', paidOn: null }
  const after = { month: '2026-11-01', status: 'approved', paidOn: '2026-11-29' }
  expect(changeSummary({ before, after }, t)).toBe(
    'Month: October 2026 → November 2026; Status: Draft → Approved; Paid on: empty → Nov 29, 2026',
  )
})

test('records that values refer to are called by their names', () => {
  const entry = { before: { tagIds: ['1'] }, after: { tagIds: ['1', '2'] }, names: { 1: 'VIP', 2: 'New' } }
  expect(changeSummary(entry, t)).toBe('Tags: VIP → VIP, New')
})

test('an empty value is spelled out if it has a meaning', () => {
  expect(changeSummary({ before: { retentionDays: null }, after: { retentionDays: 90 } }, t)).toBe(
    'Click retention: Forever → 90 days',
  )
})

test('values with fields of their own are listed, apart from empty ones', () => {
  const targeting = { country: { include: ['DE', 'AT'], exclude: [] }, os: { include: [], exclude: ['iOS'] } }
  expect(valueWords(targeting, t)).toBe('Country: Include: DE, AT; System: Exclude: iOS')
  expect(valueWords({ country: { include: [], exclude: [] } }, t)).toBeNull()
})
