import { describe, expect, test } from 'vitest'
import {
  excludeValue,
  filterOf,
  href,
  metricOf,
  queryString,
  question,
  askedRangeOf,
  readAddress,
  keptParams,
  toggleFilter,
  withoutFilters,
  withQuestion,
  withRange,
} from './url-state'

const at = (query: string) => new URLSearchParams(query)

test('a question is canonical: only its own parameters, in a fixed order, without defaults', () => {
  expect(question('overview', at('country=-US,CA&range=30d&publisher=7&page=3&click=x&compare=previous'))).toBe(
    'publisher=7&country=-US,CA',
  )
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

test('drilling down toggles a filter on one value, and exclusions add up', () => {
  const narrowed = toggleFilter(at('range=7d'), 'country', 'DE')
  expect(narrowed.toString()).toBe('range=7d&country=DE')
  expect(toggleFilter(narrowed, 'country', 'DE').toString()).toBe('range=7d')
  expect(excludeValue(excludeValue(at(''), 'country', 'US'), 'country', 'CA').get('country')).toBe('-US,CA')
})

test('a new question drops the position in the old answer and keeps the rest', () => {
  const next = withQuestion(at('page=4&cursor=c&row=r&click=k&columns=day,clicks&range=7d'), { country: 'DE' })
  expect(next.toString()).toBe('columns=day%2Cclicks&range=7d&country=DE')
})

const today = '2026-11-21'

test.each([
  ['', '30d', '2026-10-23', '2026-11-21'],
  ['range=today', 'today', '2026-11-21', '2026-11-21'],
  ['range=yesterday', 'yesterday', '2026-11-20', '2026-11-20'],
  ['range=7d', '7d', '2026-11-15', '2026-11-21'],
  ['range=90d', '90d', '2026-08-24', '2026-11-21'],
  ['range=this_month', 'this_month', '2026-11-01', '2026-11-21'],
  ['range=last_month', 'last_month', '2026-10-01', '2026-10-31'],
  ['range=7d&from=2026-01-01&to=2026-01-31', null, '2026-01-01', '2026-01-31'],
  ['from=2026-11-01', null, '2026-11-01', '2026-11-21'],
])('%s is a valid range', (query, preset, from, to) => {
  expect(askedRangeOf(at(query), today)).toEqual({ preset, from, to })
})

test.each([
  'range=week',
  'to=2026-11-01',
  'from=2026-11-01T00:00&to=2026-11-28T00:00',
  'from=2026-13-01&to=2026-13-02',
  'from=2026-02-30&to=2026-03-01',
  'from=2026-11-20&to=2026-11-01',
  'from=2026-12-01',
  'from=1999-12-31&to=2000-01-01',
  'from=2100-12-31&to=2101-01-01',
  'from=2020-01-01&to=2026-01-01',
  'from=%00&to=x',
])('%s isn’t a valid range', (query) => {
  expect(askedRangeOf(at(query), today)).toBeNull()
})

test('choosing a range replaces the previous one, and the default needs no parameter', () => {
  expect(withRange(at('from=2026-01-01&to=2026-01-31'), { preset: '30d' }).toString()).toBe('')
  expect(withRange(at('range=7d&country=DE'), { from: '2026-01-01', to: '2026-01-31' }).toString()).toBe(
    'country=DE&from=2026-01-01&to=2026-01-31',
  )
})

describe('a query string', () => {
  test.each([
    [
      'range=7D&compare=NONE&view=Single&bots=Only&sort=-CLICKS',
      'range=7d&compare=none&view=single&bots=only&sort=-clicks',
    ],
    ['metric=UNIQUECLICKS&status=rejected', 'metric=uniqueClicks&status=Rejected'],
    ['status=pending', 'status=Pending'],
    [
      'role=ACCOUNTMANAGER&entity=apikey&action=resetpassword',
      'role=accountManager&entity=apiKey&action=resetPassword',
    ],
    ['country=-us,de&device=mobile,SMARTTV&country=FR', 'country=-US,DE&device=Mobile,SmartTV'],
    ['country=(Unknown)&browser=-Chrome', 'country=(unknown)&browser=-Chrome'],
    ['click=0197F9A0-0000-7000-8000-00000000000A', 'click=0197f9a0-0000-7000-8000-00000000000a'],
    ['range=&range=7d&from=&q=', 'range=7d'],
    ['who=%00', 'who=%EF%BF%BD'],
    ['per_page=7', ''],
    ['per_page=1e9&page=2', 'page=2'],
    ['__proto__=x&constructor=y&toString=z', '__proto__=x&constructor=y&toString=z'],
    // Unknown values stay. The code that uses them refuses them with an explanation.
    ['range=week&device=fridge&nonsense=x', 'range=week&device=fridge&nonsense=x'],
  ])('%s is read as %s', (given, read) => {
    expect(queryString(readAddress(at(given)))).toBe(read.replaceAll('(', '%28').replaceAll(')', '%29'))
  })

  test('falls back to clicks when it names no known metric', () => {
    expect([metricOf(at('metric=uniqueClicks')), metricOf(at('metric=x')), metricOf(at(''))]).toEqual([
      'uniqueClicks',
      'clicks',
      'clicks',
    ])
  })
})

test('the overview asks for a metric that there is, and for conversions by click time if chosen', () => {
  expect(question('overview', at('attribution=click&metric=epc'))).toBe('metric=epc&attribution=click')
  expect(question('overview', at('attribution=conversion'))).toBe('')
  expect(question('overview', at('metric=bots&range=7d'))).toBe('range=7d&metric=bots')
  expect(question('overview', at('metric=x'))).toBe('')
  expect(question('daily', at('metric=bots'))).toBe('')
})

test('links to other pages keep the publisher, range and filters, and nothing else', () => {
  expect(
    href('/clicks', keptParams(at('publisher=3&range=7d&country=-US,CA&metric=uniqueClicks&click=k&page=2'))),
  ).toBe('/clicks?range=7d&publisher=3&country=-US,CA')
  expect(href('/clicks', keptParams(at('range=30d')))).toBe('/clicks')
})

test('removing all filters keeps publisher and range', () => {
  expect(withoutFilters(at('publisher=3&range=7d&country=DE&status=Rejected&bots=only')).toString()).toBe(
    'publisher=3&range=7d',
  )
})
