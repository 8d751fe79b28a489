import { expect, test } from 'vitest'
import { ClickPostbacks, type ClickPostbackRecord } from './click-postbacks'

const record = (id: string, more: Partial<ClickPostbackRecord> = {}): ClickPostbackRecord => ({
  id,
  organizationId: 'organization',
  incrementalId: 1,
  publisherId: null,
  offerId: null,
  method: 'GET',
  url: 'https://partner.example/',
  headers: {},
  bodyType: 'JSON',
  body: '',
  delaySeconds: 0,
  ...more,
})
const idsOf = (postbacks: ClickPostbacks, offer: string, publisher: string) =>
  postbacks.ofClick(offer, publisher).map(({ id }) => id)

test('a click finds everyone’s postbacks and its publisher’s, for all offers and its own', () => {
  const postbacks = new ClickPostbacks()
  expect(idsOf(postbacks, 'shoes', 'blog')).toEqual([])
  postbacks.set(record('all'))
  postbacks.set(record('shoes', { offerId: 'shoes' }))
  postbacks.set(record('hats', { offerId: 'hats' }))
  postbacks.set(record('blog', { publisherId: 'blog' }))
  postbacks.set(record('blog’s shoes', { publisherId: 'blog', offerId: 'shoes' }))
  postbacks.set(record('other', { publisherId: 'other' }))
  expect(idsOf(postbacks, 'shoes', 'blog')).toEqual(['all', 'shoes', 'blog', 'blog’s shoes'])
  expect(idsOf(postbacks, 'hats', 'other')).toEqual(['all', 'hats', 'other'])
  expect(idsOf(postbacks, 'hats', 'nobody')).toEqual(['all', 'hats'])
})

test('edits move them, and deleted ones are gone', () => {
  const postbacks = new ClickPostbacks()
  postbacks.set(record('one', { publisherId: 'blog' }))
  postbacks.set(record('one', { publisherId: 'other' }))
  expect([idsOf(postbacks, 'shoes', 'blog'), idsOf(postbacks, 'shoes', 'other')]).toEqual([[], ['one']])
  postbacks.set(record('one'))
  expect(idsOf(postbacks, 'shoes', 'other')).toEqual(['one'])
  postbacks.delete('one')
  postbacks.delete('one')
  expect(idsOf(postbacks, 'shoes', 'other')).toEqual([])
  expect(postbacks.byId.size).toBe(0)
})
