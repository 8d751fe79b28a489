import { describe, expect, test } from 'vitest'
import { addDays, today } from '@/lib/time'
import { send } from '@/lib/testing/api'
import { pageWorld } from '@/lib/testing/page-calls'
import { createWorld } from '@/lib/testing/world'
import { clicksDaily } from '@/lib/api/app/clicks/daily.contract'
import { clicksEvents } from '@/lib/api/app/clicks/events.contract'
import { overview } from './overview.contract'

// Days of every view.

const { ask, database, events } = await pageWorld()

describe('days follow the organization’s time zone', () => {
  test.each([
    // Just before the day starts, when it starts, just before it ends, and when it ends.
    [
      'Asia/Kolkata',
      '2026-03-10',
      '2026-03-09T18:29:59.999Z',
      '2026-03-09T18:30:00.000Z',
      '2026-03-10T18:29:59.999Z',
      '2026-03-10T18:30:00.000Z',
    ],
    [
      'Asia/Kathmandu',
      '2026-03-10',
      '2026-03-09T18:14:59.999Z',
      '2026-03-09T18:15:00.000Z',
      '2026-03-10T18:14:59.999Z',
      '2026-03-10T18:15:00.000Z',
    ],
    [
      'Europe/Berlin',
      '2026-03-29',
      '2026-03-28T22:59:59.999Z',
      '2026-03-28T23:00:00.000Z',
      '2026-03-29T21:59:59.999Z',
      '2026-03-29T22:00:00.000Z',
    ],
    [
      'Europe/Berlin',
      '2026-10-25',
      '2026-10-24T21:59:59.999Z',
      '2026-10-24T22:00:00.000Z',
      '2026-10-25T22:59:59.999Z',
      '2026-10-25T23:00:00.000Z',
    ],
    [
      'America/New_York',
      '2026-11-01',
      '2026-11-01T03:59:59.999Z',
      '2026-11-01T04:00:00.000Z',
      '2026-11-02T04:59:59.999Z',
      '2026-11-02T05:00:00.000Z',
    ],
    [
      'Pacific/Chatham',
      '2026-04-05',
      '2026-04-04T10:14:59.999Z',
      '2026-04-04T10:15:00.000Z',
      '2026-04-05T11:14:59.999Z',
      '2026-04-05T11:15:00.000Z',
    ],
  ])('%s %s', async (timezone, day, before, first, last, after) => {
    const here = await createWorld(database, events, { timezone })
    await here.record(
      [before, first, last, after].map((at) => ({ at, day: today(timezone, new Date(at)), device: 'Mobile' })),
    )
    const window = `from=${addDays(day, -1)}&to=${addDays(day, 1)}`
    // From the roll-up and, when filtered by device, from the raw clicks.
    for (const filter of ['', '&device=Mobile']) {
      const { series } = await ask(overview, `${window}${filter}`, here.admin)
      expect(series.map(({ figures }) => figures.clicks)).toEqual([1, 2, 1])
      expect((await ask(overview, `from=${day}&to=${day}${filter}`, here.admin)).totals.clicks.value).toBe(2)
    }
    expect((await ask(clicksEvents, `from=${day}&to=${day}`, here.admin)).rows.map(({ time }) => time)).toEqual([
      last,
      first,
    ])
    const reply = await send('GET', `/api/v1/clicks?start_date=${day}&end_date=${day}`, {
      headers: { 'X-Api-Key': here.admin.key },
    })
    expect(reply.body).toMatchObject({ data: [{ click_date: day, click_count: 2 }] })
  })

  test('and every view keeps the days that clicks have when that changes', async () => {
    const here = await createWorld(database, events, { timezone: 'America/Los_Angeles' })
    // March 9, 10, 10, and 11 in Los Angeles, and March 10, 10, 11, and 12 in Tokyo.
    const times = ['2026-03-10T06:59:59Z', '2026-03-10T07:00:00Z', '2026-03-11T06:59:59Z', '2026-03-11T16:00:00Z']
    await here.record(
      times.map((at) => ({
        at,
        day: today('America/Los_Angeles', new Date(at)),
        device: 'Mobile',
        visitor: at.replaceAll(/\D/g, ''),
      })),
    )
    const change = await send('PATCH', '/api/app/organization', {
      headers: { cookie: here.admin.cookie, origin: 'http://localhost:3000' },
      body: { timezone: 'Asia/Tokyo' },
    })
    expect(change.status, JSON.stringify(change.body)).toBe(200)
    for (const [day, count] of [
      ['2026-03-09', 1],
      ['2026-03-10', 2],
      ['2026-03-11', 1],
      ['2026-03-12', 0],
    ] as const) {
      const window = `from=${day}&to=${day}`
      for (const filter of ['', '&device=Mobile']) {
        expect((await ask(overview, `${window}${filter}`, here.admin)).totals).toMatchObject({
          clicks: { value: count },
          uniqueClicks: { value: count },
        })
        expect((await ask(clicksDaily, `${window}${filter}`, here.admin)).totals).toMatchObject({
          clicks: count,
          uniqueClicks: count,
        })
        expect((await ask(clicksEvents, `${window}${filter}`, here.admin)).totalCount).toBe(count)
      }
      const reply = await send('GET', `/api/v1/clicks?start_date=${day}&end_date=${day}`, {
        headers: { 'X-Api-Key': here.admin.key },
      })
      expect(reply.body).toMatchObject({ data: count === 0 ? [] : [{ click_date: day, click_count: count }] })
    }
  })
})
