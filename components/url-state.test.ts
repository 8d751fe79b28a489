import { expect, test } from 'vitest'
import { excludeValue, filterOf, href, question, rangeOf, scopeOf, toggleFilter, withoutFilters, withQuestion, withRange } from './url-state'

const at = (query: string) => new URLSearchParams(query)

test('a question is canonical: own words only, fixed order, defaults left out', () => {
  expect(question('overview', at('country=-US,CA&range=30d&publisher=7&page=3&click=x&compare=previous'))).toBe('publisher=7&country=-US,CA')
  expect(question('overview', at('publisher=7&country=-US,CA'))).toBe('publisher=7&country=-US,CA')
  expect(question('daily', at('compare=none&sort=-day&page=2&per_page=50&cursor=abc'))).toBe('page=2')
  expect(question('events', at('bots=only&status=Rejected&sort=clicks&page=2'))).toBe('status=Rejected&bots=only')
})

test('one leading minus negates the whole list', () => {
  expect(filterOf(at('country=-US,CA'), 'country')).toEqual({ mode: 'exclude', values: ['US', 'CA'] })
  expect(filterOf(at('country=US'), 'country')).toEqual({ mode: 'include', values: ['US'] })
  expect(filterOf(at('country='), 'country')).toBeNull()
  expect(filterOf(at('country=-'), 'country')).toBeNull()
})

test('drilling narrows to one value and widens again; leaving out adds up', () => {
  const narrowed = toggleFilter(at('range=7d'), 'country', 'DE')
  expect(narrowed.toString()).toBe('range=7d&country=DE')
  expect(toggleFilter(narrowed, 'country', 'DE').toString()).toBe('range=7d')
  expect(excludeValue(excludeValue(at(''), 'country', 'US'), 'country', 'CA').get('country')).toBe('-US,CA')
})

test('another question forgets the place in the old answer and keeps the rest', () => {
  const next = withQuestion(at('page=4&cursor=c&row=r&click=k&columns=day,clicks&range=7d'), { country: 'DE' })
  expect(next.toString()).toBe('columns=day%2Cclicks&range=7d&country=DE')
})

test('ranges: given days win over a preset, the default needs no word', () => {
  expect(rangeOf(at(''))).toEqual({ preset: '30d' })
  expect(rangeOf(at('range=nonsense'))).toEqual({ preset: '30d' })
  expect(rangeOf(at('range=7d&from=2026-01-01&to=2026-01-31'))).toEqual({ from: '2026-01-01', to: '2026-01-31' })
  expect(withRange(at('from=2026-01-01&to=2026-01-31'), { preset: '30d' }).toString()).toBe('')
})

test('links carry who, when and what along, and nothing of the page', () => {
  expect(href('/clicks', scopeOf(at('publisher=3&range=7d&country=-US,CA&metric=uniqueClicks&click=k&page=2')))).toBe(
    '/clicks?range=7d&publisher=3&country=-US,CA',
  )
  expect(href('/clicks', scopeOf(at('range=30d')))).toBe('/clicks')
})

test('removing all filters keeps publisher and range', () => {
  expect(withoutFilters(at('publisher=3&range=7d&country=DE&status=Rejected&bots=only')).toString()).toBe('publisher=3&range=7d')
})
