import { expect, test } from 'vitest'
import { z } from 'zod'
import { conversion } from '@/lib/events/tables'
import { recordConversion } from '@/lib/testing/conversions'
import { testDatabase } from '@/lib/testing/database'
import { clickRow, testEventLog } from '@/lib/testing/events'
import { createWorld, idAt } from '@/lib/testing/world'
import type { Question } from './question'
import { rangeOf } from './range'
import { listRows, type RowCursor } from './row-pages'

const row = z.object({ id: z.string(), time: z.string() })

test('pages have each row once, in order, whether rows are minutes or months apart', async () => {
  const [database, events] = await Promise.all([testDatabase(), testEventLog()])
  const { organizationId } = await createWorld(database, events)
  // The last day of the range, then gaps of minutes, days, and months.
  const times = [
    '2026-01-01T00:00:00Z',
    '2026-01-01T12:00:00Z',
    '2026-02-27T08:00:00Z',
    '2026-03-07T07:59:00Z',
    '2026-03-07T08:00:00Z',
    '2026-11-02T10:00:00Z',
    '2026-11-02T10:01:00Z',
    '2026-12-31T23:59:59Z',
  ].map((time) => new Date(time))
  for (const time of times) {
    const click = clickRow({ organization: organizationId, id: idAt(time), time: '2026-01-01 00:00:00.000' })
    await recordConversion(database, events, click, { id: idAt(time), time })
  }
  const question: Question = {
    scope: { organizationId, publishers: 'all', advertisers: [] },
    range: rangeOf('2026-01-01', '2026-12-31', 'UTC'),
    filters: [],
  }
  const newest = times.map((time) => time.toISOString()).toReversed()
  const page = async (size: number, cursor?: RowCursor) => {
    const found = await listRows(question, { table: conversion, row, size, cursor })
    if (!found) throw new Error('The cursor’s row exists.')
    return { ...found, times: found.rows.map(({ time }) => new Date(`${time.replace(' ', 'T')}Z`).toISOString()) }
  }
  for (const size of [1, 2, 3, 7, 8, 9]) {
    const forwards: string[] = []
    let last: Awaited<ReturnType<typeof page>> | undefined
    do {
      const id: string | undefined = last?.rows.at(-1)?.id
      last = await page(size, id === undefined ? undefined : { direction: 'after', id })
      expect(last.hasPrevious).toBe(forwards.length > 0)
      forwards.push(...last.times)
      expect(last.hasNext).toBe(forwards.length < newest.length)
    } while (last.hasNext)
    expect(forwards).toEqual(newest)

    const backwards: string[] = last.times.slice(-1)
    let id = last.rows.at(-1)?.id
    while (id !== undefined) {
      const before = await page(size, { direction: 'before', id })
      expect(before.hasNext).toBe(true)
      backwards.unshift(...before.times)
      id = before.hasPrevious ? before.rows.at(0)?.id : undefined
    }
    expect(backwards).toEqual(newest)
  }
})
