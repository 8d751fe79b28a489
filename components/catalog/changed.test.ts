import { expect, test } from 'vitest'
import { changedFields, differing } from './changed'

test('only fields that changed are sent', () => {
  const saved: Record<string, unknown> = {
    name: 'Acme',
    tag_ids: ['a', 'b'],
    network_id: null,
    website: 'https://acme.example',
  }
  expect(changedFields(saved, { ...saved })).toEqual({})
  expect(changedFields(saved, { ...saved, tag_ids: ['b'], website: null })).toEqual({ tag_ids: ['b'], website: null })
  expect(changedFields(null, saved)).toEqual(saved)
})

test('fields that differ between two versions are named', () => {
  expect(differing({ name: 'Acme', tags: ['a'] }, { name: 'Acme', tags: ['a', 'b'] })).toEqual(['tags'])
})
