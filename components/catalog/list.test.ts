import { expect, test } from 'vitest'
import { activeStates, collectingQuestion, filterNames, listQuestion, type RecordListing } from './list'

const listing: RecordListing = {
  filters: { state: activeStates, network_id: 'filter[network_id]' },
  sort: 'name',
}
const asked = (query: string) =>
  Object.fromEntries(new URLSearchParams(listQuestion(listing, new URLSearchParams(query))))

test('a list asks for its first page in its usual order', () => {
  expect(asked('')).toEqual({ sort: 'name', 'page[number]': '1', 'page[size]': '50' })
})

test('search, filters, order, and page are in the URL', () => {
  expect(asked('q=acme&state=inactive&network_id=3&sort=-created_at&page=2&per_page=25&range=7d')).toEqual({
    q: 'acme',
    'filter[active]': 'false',
    'filter[network_id]': '3',
    sort: '-created_at',
    'page[number]': '2',
    'page[size]': '25',
  })
  expect(asked('state=archived')).toMatchObject({ 'filter[archived]': 'true' })
  expect(asked('state=nonsense')).toEqual(asked(''))
  expect(filterNames(listing)).toEqual(['q', 'state', 'network_id'])
})

test('rows of all pages are collected with the same filters, in an order that doesn’t change', () => {
  const params = new URLSearchParams('q=acme&state=archived&sort=-updated_at&page=7')
  expect(Object.fromEntries(new URLSearchParams(collectingQuestion(listing, params, 3, 100)))).toEqual({
    q: 'acme',
    'filter[archived]': 'true',
    sort: 'id',
    'page[number]': '3',
    'page[size]': '100',
  })
})

test('what a list always asks for joins what people ask for', () => {
  const ofOffer = { ...listing, asks: { 'filter[offer_id]': '7' } }
  expect(listQuestion(ofOffer, new URLSearchParams())).toContain(
    new URLSearchParams({ 'filter[offer_id]': '7' }).toString(),
  )
})
