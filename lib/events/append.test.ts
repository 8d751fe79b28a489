import { mkdirSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, test, vi } from 'vitest'
import { temporaryFolder } from '../testing/temporary-folder'
import { Appender, type AppenderOptions } from './append'
import type { Room } from './disk'
import { Journal } from './journal'

/** A store that keeps each token's rows once, as ClickHouse does, and can be told to misbehave. */
function store(behave: (call: number, lines: string) => 'take' | 'fail' | 'refuse' | 'take, then fail' | 'hang' = () => 'take') {
  const batches = new Map<string, string>()
  const releases: (() => void)[] = []
  let calls = 0
  const insert: AppenderOptions['insert'] = async (token, lines) => {
    const behaviour = behave(++calls, lines)
    if (behaviour === 'hang') await new Promise<void>((resolve) => releases.push(resolve))
    if (behaviour === 'refuse') throw new Refusal()
    if (behaviour !== 'fail') batches.set(token, lines)
    if (behaviour === 'fail' || behaviour === 'take, then fail') throw new Error('connection lost')
  }
  const rows = () => [...batches.values()].flatMap((batch) => batch.split('\n'))
  return { insert, rows, release: () => releases.splice(0).forEach((release) => release()), calls: () => calls }
}

class Refusal extends Error {}

function appender(insert: AppenderOptions['insert'], options: Partial<AppenderOptions> = {}) {
  const folder = temporaryFolder()
  const log: string[] = []
  const journal = new Journal(folder, { log: (line) => log.push(line) })
  const made = new Appender({
    insert,
    journal,
    isRefusal: (error) => error instanceof Refusal,
    log: (line) => log.push(line),
    spacing: 0,
    retry: { first: 5, longest: 20 },
    ...options,
  })
  return { appender: made, journal, folder, log }
}

const lines = (count: number, name = 'row') => Array.from({ length: count }, (_, index) => JSON.stringify([name, index]))

describe('appending', () => {
  test('rows that arrive together share an insert', async () => {
    const { insert, rows, calls } = store()
    const { appender: made } = appender(insert)
    await Promise.all(lines(100).map((line) => made.append([line])))
    await made.flush()
    expect(rows()).toEqual(lines(100))
    expect(calls()).toBe(1)
    await made.close()
  })

  test('what arrives during an insert is answered at once, and goes into the next, in order', async () => {
    const { insert, rows, calls, release } = store((call) => (call === 1 ? 'hang' : 'take'))
    const { appender: made } = appender(insert)
    await made.append(['[1]'])
    await vi.waitFor(() => expect(calls()).toBe(1))
    for (const line of lines(10)) await made.append([line])
    expect(rows()).toEqual([])
    release()
    await made.flush()
    expect(calls()).toBe(2)
    expect(rows()).toEqual(['[1]', ...lines(10)])
    await made.close()
  })

  test('closing stores what was appended, and takes no more', async () => {
    const { insert, rows } = store()
    const { appender: made } = appender(insert, { spacing: 60_000 })
    await made.append(['[1]'])
    const last = made.append(['[2]'])
    await made.close()
    await last
    expect(rows()).toEqual(['[1]', '[2]'])
    await expect(made.append(['[3]'])).rejects.toThrow(/closed/)
  })
})

describe('a store that is away', () => {
  test('is sent the rows when it is back, and the log says both once', async () => {
    let away = true
    const { insert, rows, calls } = store(() => (away ? 'fail' : 'take'))
    const { appender: made, log } = appender(insert)
    await Promise.all(lines(5).map((line) => made.append([line])))
    await vi.waitFor(() => expect(calls()).toBeGreaterThan(3))
    expect(rows()).toEqual([])
    away = false
    await made.flush()
    expect(rows()).toEqual(lines(5))
    expect(log).toEqual([expect.stringMatching(/isn't accepting clicks.*connection lost/), expect.stringMatching(/has all clicks/)])
    await made.close()
  })

  test('an insert whose answer was lost is stored once', async () => {
    const { insert, rows, calls } = store((call) => (call === 1 ? 'take, then fail' : 'take'))
    const { appender: made } = appender(insert)
    await made.append(['[1]'])
    await made.flush()
    expect(calls()).toBe(2)
    expect(rows()).toEqual(['[1]'])
    await made.close()
  })

  test('does not hold up the end, and the next process sends what is left', async () => {
    const { appender: ending, folder } = appender(store(() => 'fail').insert, { retry: { first: 60_000, longest: 60_000 } })
    await ending.append(['[1]'])
    await ending.close()
    const { insert, rows } = store()
    const journal = new Journal(folder, { log: () => {} })
    const next = new Appender({ insert, journal, isRefusal: () => false, log: () => {} })
    await vi.waitFor(() => expect(rows()).toEqual(['[1]']))
    await next.close()
    expect(journal.isEmpty).toBe(true)
  })

  test('a row that it refuses is put aside, and the others of its batch are stored', async () => {
    const { insert, rows } = store((_, batch) => (batch.includes('"bad"') ? 'refuse' : 'take'))
    const { appender: made, folder, log } = appender(insert)
    await made.append([...lines(7), '"bad"', ...lines(4, 'more')])
    await made.flush()
    expect(rows().toSorted()).toEqual([...lines(7), ...lines(4, 'more')].toSorted())
    expect(readdirSync(join(folder, 'refused'))).toHaveLength(1)
    expect(log.some((line) => line.includes('rejected a row'))).toBe(true)
    await made.close()
  })
})

describe('work that must not meet a batch', () => {
  test('waits for the one under way, and the next wait for it', async () => {
    const { insert, rows, calls, release } = store((call) => (call === 1 ? 'hang' : 'take'))
    const { appender: made } = appender(insert)
    await made.append(['[1]'])
    await vi.waitFor(() => expect(calls()).toBe(1))
    const seen: unknown[] = []
    let finish: (() => void) | undefined
    const held = made.hold(async () => {
      seen.push(rows())
      await new Promise<void>((resolve) => (finish = resolve))
      seen.push(rows())
      return 'done'
    })
    await made.append(['[2]'])
    release()
    await vi.waitFor(() => expect(finish).toBeDefined())
    await made.append(['[3]'])
    finish?.()
    expect(await held).toBe('done')
    await made.flush()
    expect(seen).toEqual([['[1]'], ['[1]']])
    expect(rows()).toEqual(['[1]', '[2]', '[3]'])
    await made.close()
  })

  test('waits until a batch that was tried is stored: this process’s, and the one before’s', async () => {
    let away = true
    const { insert, rows } = store(() => (away ? 'fail' : 'take'))
    const { appender: dying, folder } = appender(insert)
    await dying.append(['[1]'])
    await dying.close()
    const journal = new Journal(folder, { log: () => {} })
    const next = new Appender({ insert, journal, isRefusal: () => false, log: () => {}, spacing: 0, retry: { first: 1, longest: 1 } })
    const held = next.hold(async () => rows())
    await next.append(['[2]'])
    away = false
    expect((await held)[0]).toBe('[1]')
    await next.close()
  })

  test('is done at once when there is nothing to store, fails alone, and is not begun when the log closes', async () => {
    const { insert, rows } = store()
    const { appender: made } = appender(insert)
    expect(await made.hold(async () => 1)).toBe(1)
    await expect(made.hold(() => Promise.reject(new Error('no')))).rejects.toThrow('no')
    await made.append(['[1]'])
    await made.flush()
    expect(rows()).toEqual(['[1]'])
    await made.close()
    await expect(made.hold(async () => 1)).rejects.toThrow(/closed/)
  })
})

describe('a disk that is almost full', () => {
  test('keeps rows in the journal, refuses them when it is full, and has all stored when there is space', async () => {
    const disk: { room: Room; inWords: string } = { room: 'low', inWords: '20 MB are free' }
    const { insert, rows } = store()
    const { appender: made, log } = appender(insert, { disk, mayStore: () => disk.room === 'ample' })
    await made.append(['[1]'])
    disk.room = 'full'
    await expect(made.append(['[2]'])).rejects.toThrow('The disk is full: 20 MB are free.')
    expect(rows()).toEqual([])
    disk.room = 'ample'
    await made.flush()
    expect(rows()).toEqual(['[1]'])
    expect(log).toEqual([])
    await made.close()
  })

  test('does not hold up the end', async () => {
    const { insert, rows } = store()
    const { appender: made, folder } = appender(insert, { mayStore: () => false })
    await made.append(['[1]'])
    await made.close()
    expect(rows()).toEqual([])
    expect(new Journal(folder, { log: () => {} }).isEmpty).toBe(false)
  })
})

test('a journal file that can’t be read is told, and the others are stored', async () => {
  const folder = temporaryFolder()
  const before = new Journal(folder, { log: () => {} })
  await before.append(['[1]'])
  await before.close()
  mkdirSync(join(folder, '000000000-alien.jsonl'))
  const { insert, rows } = store()
  const log: string[] = []
  const made = new Appender({ insert, journal: new Journal(folder, { log: (line) => log.push(line) }), isRefusal: () => false, log: () => {}, spacing: 0 })
  await made.append(['[2]'])
  await made.flush()
  expect(rows()).toEqual(['[1]', '[2]'])
  expect(log).toEqual([expect.stringMatching(/alien.jsonl can't be read/)])
  await made.close()
})

test('whatever the store does, everything answered is stored exactly once in the end', async () => {
  const behaviour = fc.constantFrom('take' as const, 'fail' as const, 'take, then fail' as const)
  await fc.assert(
    fc.asyncProperty(fc.array(behaviour, { maxLength: 30 }), fc.array(fc.integer({ min: 1, max: 5 }), { minLength: 1, maxLength: 20 }), async (behaviours, sizes) => {
      const { insert, rows } = store((call) => behaviours[call - 1] ?? 'take')
      // Small files, so that there are many batches.
      const { appender: made } = appender(insert, { journal: new Journal(temporaryFolder(), { log: () => {}, batchBytes: 50 }), retry: { first: 1, longest: 2 } })
      const sent = sizes.map((size, index) => lines(size, `batch ${index}`))
      for (const [index, batch] of sent.entries()) {
        const answered = made.append(batch)
        if (index % 3 === 0) await answered
      }
      await made.append(['"last"'])
      await made.flush()
      expect(rows().toSorted()).toEqual([...sent.flat(), '"last"'].toSorted())
      await made.close()
    }),
    { numRuns: 40 },
  )
})
