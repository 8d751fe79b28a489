import { beforeEach, expect, test } from 'vitest'
import { literal } from '@/lib/events/sql'
import { testDatabase } from '@/lib/testing/database'
import { testEventLog } from '@/lib/testing/events'
import { createWorld, type World } from '@/lib/testing/world'
import { listDailyRows } from './daily-rows'
import { countFinishedDays, finishedDays } from './finished-days'
import type { Question } from './question'
import { rangeOf } from './range'
import { ask } from './run'

// question.test.ts checks that figures of finished days are right. This checks when days are counted, and when their figures are used.

const database = await testDatabase()
const events = await testEventLog()
let world: World
const now = new Date('2026-03-04T12:00:00Z')

beforeEach(async () => {
  world = await createWorld(database, events)
  await world.record([
    { at: '2026-03-02T10:00:00Z', visitor: '1' },
    { at: '2026-03-02T11:00:00Z', visitor: '1' },
    { at: '2026-03-03T10:00:00Z', visitor: '2' },
    { at: '2026-03-04T10:00:00Z', visitor: '3' },
  ])
})

const count = (options: { now?: Date; signal?: AbortSignal } = {}) =>
  countFinishedDays(database, events, { now, pace: 0, ...options })
const ready = async () => [...(await finishedDays(events, world.organizationId, literal('true'))).keys()].toSorted()
const question = (): Question => ({
  scope: { organizationId: world.organizationId, publishers: 'all', advertisers: [] },
  range: rangeOf('2026-03-02', '2026-03-04', 'UTC', null, now),
  filters: [],
})
const figures = async () => {
  const { series } = await ask({ question: question(), metrics: ['clicks', 'uniqueClicks'], now })
  return series.map(({ figures: of }) => `${of.clicks}/${of.uniqueClicks}`)
}
/** Changes what's kept of a day, to tell where an answer comes from. */
const mark = (day: string) =>
  events.command(
    `ALTER TABLE finished_value UPDATE clicks = clicks + 100 WHERE day = '${day}' AND organization = '${world.organizationId}' SETTINGS mutations_sync = 2`,
  )

// First, while there's only one organization to count again.
test('a rebuild has them counted again', async () => {
  await count()
  await events.rebuildRollUps()
  expect(await ready()).toEqual([])
  await count()
  expect(await ready()).toEqual(['2026-03-02', '2026-03-03'])
})

test('counts days that are over, each once, and answers from what it counted', async () => {
  await count()
  expect(await ready()).toEqual(['2026-03-02', '2026-03-03'])
  expect(await figures()).toEqual(['2/1', '1/1', '1/1'])
  await mark('2026-03-02')
  await count()
  expect(await figures()).toEqual(['102/1', '1/1', '1/1'])
})

test('a day is over when it is in the organization’s time zone', async () => {
  const zones = { 'Pacific/Kiritimati': '2026-03-03', UTC: '2026-03-03', 'Etc/GMT+12': '2026-03-02' }
  for (const [timezone, last] of Object.entries(zones)) {
    world = await createWorld(database, events, { timezone })
    await world.record([
      // Right after midnight and right before it in that zone, so the store has to look that far.
      { at: `2026-03-02T${timezone === 'UTC' ? '00' : '12'}:00:01Z`, day: '2026-03-02' },
      { at: '2026-03-03T09:59:59Z', day: timezone === 'Pacific/Kiritimati' ? '2026-03-03' : '2026-03-02' },
      { at: '2026-03-03T23:00:00Z', day: '2026-03-03' },
    ])
    await count({ now: new Date('2026-03-04T09:00:00Z') })
    expect([timezone, (await ready()).at(-1)]).toEqual([timezone, last])
  }
})

test('a click that comes late makes the clicks answer until its day is counted again', async () => {
  await count()
  await mark('2026-03-02')
  await world.record([{ at: '2026-03-02T23:00:00Z', visitor: '4' }])
  expect(await ready()).toEqual(['2026-03-03'])
  expect(await figures()).toEqual(['3/2', '1/1', '1/1'])
  await count()
  expect(await ready()).toEqual(['2026-03-02', '2026-03-03'])
  expect(await figures()).toEqual(['3/2', '1/1', '1/1'])
  await events.command('OPTIMIZE TABLE finished_value FINAL')
  expect(await figures()).toEqual(['3/2', '1/1', '1/1'])
})

test('a count that was interrupted isn’t used', async () => {
  const early = new AbortController()
  const stopped = countFinishedDays(
    database,
    { ...events, command: (statement) => events.command(statement).then(() => early.abort(new Error('enough'))) },
    { now, pace: 0, signal: early.signal },
  )
  await expect(stopped).rejects.toThrow()
  expect(await ready()).toEqual([])
  expect(await figures()).toEqual(['2/1', '1/1', '1/1'])
  await count()
  expect(await figures()).toEqual(['2/1', '1/1', '1/1'])
})

test('a click that comes in the middle of a count makes the next run count the day again', async () => {
  let statements = 0
  await countFinishedDays(
    database,
    {
      ...events,
      command: async (statement) => {
        await events.command(statement)
        if (++statements === 3) await world.record([{ at: '2026-03-03T23:00:00Z', visitor: '5' }])
      },
    },
    { now, pace: 0 },
  )
  expect(await ready()).toEqual(['2026-03-02'])
  expect(await figures()).toEqual(['2/1', '2/2', '1/1'])
  await count()
  expect(await ready()).toEqual(['2026-03-02', '2026-03-03'])
  expect(await figures()).toEqual(['2/1', '2/2', '1/1'])
})

test('days counted by other definitions are counted again', async () => {
  await count()
  await events.command(
    `ALTER TABLE finished_day UPDATE definitions = 'older' WHERE organization = '${world.organizationId}' SETTINGS mutations_sync = 2`,
  )
  expect(await ready()).toEqual([])
  await count()
  expect(await ready()).toEqual(['2026-03-02', '2026-03-03'])
})

test('deleted clicks are in no figure of a finished day', async () => {
  await count()
  await events.forget({ organizations: [world.organizationId], before: '2026-03-03' })
  expect(await ready()).toEqual(['2026-03-03'])
  expect(await figures()).toEqual(['0/0', '1/1', '1/1'])
})

test('daily rows sorted by clicks know their unique clicks when most days are finished', async () => {
  await count()
  const { rows } = await listDailyRows(question(), { order: '-clicks', offset: 0, limit: 10 })
  expect(rows.map(({ day, clicks, uniqueClicks }) => [day, clicks, uniqueClicks])).toEqual([
    ['2026-03-02', 2, 1],
    ['2026-03-04', 1, 1],
    ['2026-03-03', 1, 1],
  ])
})
