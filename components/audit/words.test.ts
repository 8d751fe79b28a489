import { expect, test } from 'vitest'
import { changesOf, changeSummary, fieldName, valueWords } from './words'

test('fields and values read like words', () => {
  expect(fieldName('firstName')).toBe('First name')
  expect(fieldName('apiAccessEnabled')).toBe('API access')
  expect(valueWords(true)).toBe('Yes')
  expect(valueWords('')).toBeNull()
  expect(valueWords(['clicks:read', 'reports:read'])).toBe('clicks:read, reports:read')
})

test('a change tells what was and what is', () => {
  const entry = { before: { status: 'Active', phone: '' }, after: { status: 'Deactivated', phone: '030' } }
  expect(changesOf(entry)).toEqual([
    { field: 'status', name: 'Status', before: 'Active', after: 'Deactivated' },
    { field: 'phone', name: 'Phone', before: null, after: '030' },
  ])
  expect(changeSummary(entry)).toBe('Status: Active → Deactivated; Phone: empty → 030')
  expect(changesOf({ before: null, after: { email: 'a@b.example', city: '' } })).toEqual([{ field: 'email', name: 'E-mail', before: null, after: 'a@b.example' }])
})

test('no value is told where it means something', () => {
  expect(changeSummary({ before: { retentionDays: null }, after: { retentionDays: 90 } })).toBe('Clicks are kept: For ever → 90 days')
})
