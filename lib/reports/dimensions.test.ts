import { beforeAll, expect, test } from 'vitest'
import { testDatabase } from '@/lib/testing/database'
import { testEventLog } from '@/lib/testing/events'
import { createWorld, type World } from '@/lib/testing/world'
import { listClicks } from './clicks'
import { dimensions, type Dimension, type DimensionDeclaration } from './dimensions'
import { filterParameter } from './filter'
import type { Question } from './question'
import { rangeOf } from './range'
import { ask } from './run'

// A dimension is an expression. Each of these is one entry, and filters, rankings, and lists work with it.

const other = {
  label: { one: 'value', many: 'values' },
  inFilterMenu: false,
  audience: 'everyone',
} as const
const text = dimensions.browser.kind

const declared = {
  tag: { ...other, kind: text, isList: true, expression: { click: 'tags' } },
  referrer: { ...other, kind: text, expression: { click: 'cutQueryStringAndFragment(referer)' } },
  hostname: { ...other, kind: text, expression: { click: 'domainWithoutWWW(url)' } },
  topLevelDomain: { ...other, kind: text, expression: { click: 'topLevelDomain(url)' } },
  continent: {
    ...other,
    kind: text,
    expression: { click: 'continent', click_daily: `if(country IN ('DE', 'AT'), 'EU', 'NA')` },
  },
  source: { ...other, kind: text, expression: { click: `extra['source']` } },
} satisfies Record<string, DimensionDeclaration>
Object.assign(dimensions, declared)

/** The compiler knows only the dimensions that the product has. */
function isDimension(name: string): name is Dimension {
  return name in dimensions
}
function dimension(name: keyof typeof declared): Dimension {
  if (!isDimension(name)) throw new Error(`${name} wasn't declared.`)
  return name
}

let world: World
beforeAll(async () => {
  world = await createWorld(await testDatabase(), await testEventLog())
  const at = '2026-03-10T12:00:00Z'
  await world.record([
    {
      at,
      visitor: '1',
      tags: ['Spring', 'sale', 'sale'],
      referer: 'https://blog.example/a?b#c',
      url: 'https://www.shop.example/x',
      extra: { source: 'mail' },
    },
    {
      at,
      visitor: '1',
      tags: ['sale'],
      referer: 'https://blog.example/a',
      url: 'https://shop.co.uk/',
      country: 'US',
      continent: 'NA',
    },
    { at, visitor: '2', referer: '', url: 'http://shop.example' },
  ])
})

const question = (filter?: [keyof typeof declared, string]): Question => ({
  scope: { organizationId: world.organizationId, publishers: 'all', advertisers: [] },
  range: rangeOf('2026-03-10', '2026-03-10', 'UTC'),
  filters: filter ? [filterParameter(dimension(filter[0])).parse(filter[1])] : [],
})

test.each<[keyof typeof declared, Record<string, number>]>([
  ['tag', { Spring: 1, sale: 2, '': 1 }],
  ['referrer', { 'https://blog.example/a': 2, '': 1 }],
  ['hostname', { 'shop.example': 2, 'shop.co.uk': 1 }],
  ['topLevelDomain', { example: 2, uk: 1 }],
  ['continent', { EU: 2, NA: 1 }],
  ['source', { mail: 1, '': 2 }],
])('%s can be ranked, next to what the roll-up has', async (name, clicks) => {
  const { rankings, totals } = await ask({
    question: question(),
    metrics: ['clicks', 'uniqueClicks'],
    rankings: { of: [dimension(name), 'country'], by: 'clicks', limit: 10 },
  })
  expect(Object.fromEntries(rankings[dimension(name)].map(({ value, figure }) => [value, figure]))).toEqual(clicks)
  expect(rankings.country.map(({ value, figure }) => [value, figure])).toEqual([
    ['DE', 2],
    ['US', 1],
  ])
  expect(totals).toEqual({ clicks: { value: 3, previous: null }, uniqueClicks: { value: 2, previous: null } })
})

test.each<[keyof typeof declared, string, number]>([
  ['tag', 'SALE', 2],
  ['tag', 'spring,other', 1],
  ['tag', '-spring', 2],
  ['tag', '(unknown)', 1],
  ['tag', '-(unknown)', 2],
  ['tag', '-spring,(unknown)', 1],
  ['referrer', 'https://blog.example/a', 2],
  ['referrer', '-https://blog.example/a', 1],
  ['hostname', 'Shop.Example', 2],
  ['topLevelDomain', '-example', 1],
  ['continent', 'NA', 1],
  ['source', 'mail', 1],
  ['source', '(unknown)', 2],
])('%s can be filtered by %s', async (name, filter, clicks) => {
  const asked = question([name, filter])
  const { totals, rankings } = await ask({
    question: asked,
    metrics: ['clicks'],
    rankings: { of: ['publisher'], by: 'clicks', limit: 10 },
  })
  expect([totals.clicks.value, rankings.publisher[0]?.figure]).toEqual([clicks, clicks])
  expect((await listClicks(asked, { limit: 10, bots: 'include' })).totalCount).toBe(clicks)
})

test('what a list’s values are ranked by counts each of them', async () => {
  const { rankings } = await ask({
    question: question(),
    metrics: [],
    rankings: { of: [dimension('tag')], by: 'uniqueClicks', limit: 10 },
  })
  expect(Object.fromEntries(rankings[dimension('tag')].map(({ value, figure }) => [value, figure]))).toEqual({
    Spring: 1,
    sale: 1,
    '': 1,
  })
})
