import { describe, expect, test } from 'vitest'
import { today } from '@/lib/time'
import { march, pageWorld } from '@/lib/testing/page-calls'
import type { Person } from '@/lib/testing/world'
import { recordFigures } from './figures.contract'
import { subIdClicks } from './sub-id-clicks.contract'

// Figures of records in lists.

const { ask, refused, world } = await pageWorld()

test('sub IDs have clicks in the range, as far as the caller sees them', async () => {
  const rows = async (query: string, person?: Person) =>
    (await ask(subIdClicks, `${march}&sub_ids=,unknown${query}`, person)).rows.map(({ clicks }) => clicks)
  // The world's clicks have no sub ID.
  expect(await rows('')).toEqual([7, 0])
  expect(await rows('&publisher=1')).toEqual([4, 0])
  expect(await rows('', world.publishers[1])).toEqual([3, 0])
})

describe('figures of records', () => {
  const rowsOf = async (query: string, person?: Person) =>
    (await ask(recordFigures, `${march}&${query}`, person)).rows.map(({ id, clicks, previous, lastDay }) => [
      id,
      clicks,
      previous,
      lastDay,
    ])
  test('has clicks in the range, those before, and the last day with any, in the order asked', async () => {
    const advertisers = [
      [2, 3, 0, '2026-03-10'],
      [1, 4, 2, '2026-03-10'],
      [3, 0, 1, '2026-02-19'],
      [99, 0, 0, null],
    ]
    expect(await rowsOf('dimension=advertiser&ids=2,1,3,99')).toEqual(advertisers)
    expect(await rowsOf('dimension=network&ids=1,2')).toEqual([
      [1, 4, 2, '2026-03-10'],
      [2, 3, 0, '2026-03-10'],
    ])
    expect(await rowsOf('dimension=advertiser&ids=1,2&publisher=1')).toEqual([
      [1, 4, 2, '2026-03-10'],
      [2, 0, 0, null],
    ])
  })

  test('has a point for each day, and for several days of a long range, which add up', async () => {
    const { rows, daysPerPoint } = await ask(recordFigures, `${march}&dimension=advertiser&ids=2`)
    expect(daysPerPoint).toBe(1)
    expect(rows[0]?.points).toEqual([0, 0, 0, 0, 0, 0, 0, 0, 1, 2])
    const long = await ask(recordFigures, 'from=2025-12-01&to=2026-03-10&dimension=advertiser&ids=1')
    expect(long.daysPerPoint).toBe(2)
    expect(long.rows[0]?.points).toHaveLength(50)
    expect(long.rows[0]?.points.reduce((a, b) => a + b)).toBe(long.rows[0]?.clicks)
  })

  test('leaves out the day that isn’t over, and knows when the last click was', async () => {
    const at = new Date()
    const ids = `dimension=publisher&ids=2`
    await world.record([{ at: at.toISOString(), publisher: 2, advertiser: 3, network: 0, count: 4 }])
    const { rows } = await ask(recordFigures, `range=7d&${ids}`)
    expect(rows).toEqual([
      {
        id: 2,
        clicks: 4,
        previous: 0,
        points: [0, 0, 0, 0, 0, 0],
        lastDay: today('UTC'),
        lastAt: at.toISOString(),
      },
    ])
    expect((await ask(recordFigures, `range=today&${ids}`)).rows[0]?.points).toEqual([4])
  })

  test('has offers, which only the clicks themselves know', async () => {
    const at = new Date(Date.now() - 40 * 86_400_000)
    await world.record([{ at: at.toISOString(), publisher: 2, advertiser: 3, network: 0, offer: 77, count: 2 }])
    const { rows } = await ask(recordFigures, 'range=90d&dimension=offer&ids=77')
    expect(rows[0]).toMatchObject({ clicks: 2, lastDay: at.toISOString().slice(0, 10), lastAt: null })
  })

  test('has only the clicks that the caller can see', async () => {
    const publisher = world.publishers[0]
    expect(await rowsOf('dimension=advertiser&ids=1,2,3', publisher)).toEqual([
      [1, 4, 2, '2026-03-10'],
      [2, 0, 0, null],
      [3, 0, 1, '2026-02-19'],
    ])
    expect(await rowsOf('dimension=publisher&ids=1,2', publisher)).toEqual([
      [1, 4, 3, '2026-03-10'],
      [2, 0, 0, null],
    ])
    const manager = await world.accountManager({}, { advertisers: [2] })
    expect(await rowsOf('dimension=advertiser&ids=1,2', manager)).toEqual([
      [1, 0, 0, null],
      [2, 3, 0, '2026-03-10'],
    ])
  })

  test.each([
    ['', 'dimension'],
    ['dimension=country&ids=1', 'dimension'],
    ['dimension=offer', 'ids'],
    ['dimension=offer&ids=', 'ids'],
    ['dimension=offer&ids=1,b', 'ids'],
    [`dimension=offer&ids=${Array.from({ length: 101 }, (_, index) => index + 1).join()}`, 'ids'],
  ])('refuses %s', async (query, field) => {
    expect(await refused(`${recordFigures.path}?${query}`)).toEqual({
      status: 400,
      fields: expect.arrayContaining([field]),
    })
  })
})
