import { beforeEach, describe, expect, test, vi } from 'vitest'
import { setAway } from '@/lib/testing/absence'
import { testDatabase, type TestDatabase } from '@/lib/testing/database'
import { openSalts } from './salts'

let database: TestDatabase
const lines: string[] = []
const log = (line: string) => void lines.push(line)
const now = () => Date.UTC(2026, 10, 21, 9)

beforeEach(async () => {
  lines.length = 0
  database = await testDatabase()
})

const stored = async () =>
  (await database.prisma.visitorSalt.findMany({ orderBy: { day: 'asc' } })).map(({ day }) =>
    day.toISOString().slice(0, 10),
  )

describe('salts', () => {
  test('cover yesterday through the day after tomorrow, with a random one for each day', async () => {
    const salts = await openSalts(database, { now, log })
    const days = ['2026-11-20', '2026-11-21', '2026-11-22', '2026-11-23']
    const values = days.map((day) => salts.salt(day))
    for (const value of values) expect(value).toMatch(/^[\da-f]{64}$/)
    expect(new Set(values).size).toBe(4)
    expect(await stored()).toEqual(days)
    expect(lines).toEqual([])
    await salts.close()
  })

  test('are the same in all processes, even when they start at once', async () => {
    const [one, two, three] = await Promise.all([
      openSalts(database, { now, log }),
      openSalts(database, { now, log }),
      openSalts(database, { now, log }),
    ])
    for (const day of ['2026-11-20', '2026-11-21', '2026-11-22', '2026-11-23']) {
      expect(two.salt(day)).toBe(one.salt(day))
      expect(three.salt(day)).toBe(one.salt(day))
    }
    await Promise.all([one.close(), two.close(), three.close()])
  })

  test('are deleted once they are older than two days', async () => {
    const salt = new Uint8Array(32)
    await database.prisma.visitorSalt.createMany({
      data: ['2026-11-10', '2026-11-18', '2026-11-19', '2026-11-20'].map((day) => ({ day: new Date(day), salt })),
    })
    const salts = await openSalts(database, { now, log })
    expect(await stored()).toEqual(['2026-11-19', '2026-11-20', '2026-11-21', '2026-11-22', '2026-11-23'])
    expect(salts.salt('2026-11-20')).toBe('00'.repeat(32))
    await salts.close()
  })

  test('a missing day gets a salt at once, and all processes then share it', async () => {
    const salts = await openSalts(database, { now, log })
    const made = salts.salt('2026-11-30')
    expect(made).toMatch(/^[\da-f]{64}$/)
    expect(salts.salt('2026-11-30')).toBe(made)
    expect(lines.join()).toContain('no salt for 2026-11-30')
    await salts.close()
    expect(await stored()).toContain('2026-11-30')
    const other = await openSalts(database, { now: () => Date.UTC(2026, 10, 30, 9), log })
    expect(other.salt('2026-11-30')).toBe(made)
    await other.close()
  })
})

describe('without PostgreSQL', () => {
  test('a process makes its own salt, logs it, and switches to the shared one when the database is back', async () => {
    const first = await openSalts(database, { now, log })
    const common = first.salt('2026-11-21')
    await first.close()
    await setAway(database, true)
    const salts = await openSalts(database, { now, log })
    expect(lines.join()).toContain("can't be read from the database")
    const own = salts.salt('2026-11-21')
    expect(own).not.toBe(common)
    expect(salts.salt('2026-11-21')).toBe(own)
    await setAway(database, false)
    // Any missing day triggers another try.
    salts.salt('2026-11-24')
    await vi.waitFor(() => {
      salts.salt(`2026-12-${String(10 + (lines.length % 20))}`)
      expect(salts.salt('2026-11-21')).toBe(common)
    }, 10_000)
    await salts.close()
  })

  test('loaded salts last two more days', async () => {
    const salts = await openSalts(database, { now, log })
    await setAway(database, true)
    for (const day of ['2026-11-21', '2026-11-22', '2026-11-23']) expect(salts.salt(day)).toMatch(/^[\da-f]{64}$/)
    expect(lines).toEqual([])
    await setAway(database, false)
    await salts.close()
  })
})
