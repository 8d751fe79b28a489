import { expect, test } from 'vitest'
import { z } from 'zod'
import { day } from '@/lib/fields'
import { valuesOf, type Fields } from './fields'
import { filtersOf } from './filters'

// Days, which PostgreSQL stores without a time.

const fields = {
  starts_on: { type: z.iso.date(), column: 'startsOn', write: day },
  ends_on: { type: z.iso.date().nullable(), column: 'endsOn', write: day.nullable() },
} as const satisfies Fields

test('are written as days', () => {
  const row = { startsOn: new Date('2026-01-31'), endsOn: null }
  expect(valuesOf(fields, row)).toEqual({ starts_on: '2026-01-31', ends_on: null })
  expect(valuesOf(fields, { ...row, endsOn: new Date('2026-02-28') })).toMatchObject({ ends_on: '2026-02-28' })
})

test('are read as days, and nothing else', () => {
  expect(day.parse('2026-01-31')).toEqual(new Date('2026-01-31T00:00:00Z'))
  for (const wrong of ['2026-02-30', '0000-01-01', '2026-01-31T12:00:00Z', '', 'today'])
    expect(day.safeParse(wrong).error?.issues[0]?.message).toBe('must be a date such as 2026-01-31')
})

test('are filtered as days', () => {
  const { gte, in: oneOf, like } = filtersOf(fields.starts_on)
  const january = new Date('2026-01-31')
  expect(gte?.condition('2026-01-31')).toEqual({ startsOn: { gte: january } })
  expect(oneOf?.condition(['2026-01-31'])).toEqual({ startsOn: { in: [january] } })
  expect(like).toBeUndefined()
  expect(gte?.value.safeParse('2026-01-31T12:00:00Z').error?.issues[0]?.message).toBe(
    'must be a date such as 2026-01-31',
  )
  expect(filtersOf(fields.ends_on).ne?.condition('2026-01-31')).toEqual({
    OR: [{ NOT: { endsOn: { equals: january } } }, { endsOn: { equals: null } }],
  })
})
