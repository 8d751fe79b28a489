import { mkdirSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, test, vi } from 'vitest'
import { temporaryFolder } from '@/lib/testing/temporary-folder'
import { Appender, type AppenderOptions } from './append'
import type { Room } from './disk'
import { Journal } from './journal'

/** A store that stores each token's rows once, as ClickHouse does, and misbehaves on demand. */
function store(
  behave: (call: number, lines: string) => 'take' | 'fail' | 'refuse' | 'take, then fail' | 'hang' = () => 'take',
) {
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

const lines = (count: number, name = 'row') =>
  Array.from({ length: count }, (_, index) => JSON.stringify([name, index]))

describe('appending', () => {
  test('combines rows that arrive together into one insert', async () => {
    const { insert, rows, calls } = store()
    const { appender: made } = appender(insert)
    await Promise.all(lines(100).map((line) => made.append([line])))
    await made.flush()
    expect(rows()).toEqual(lines(100))
    expect(calls()).toBe(1)
    await made.close()
  })

  test('acknowledges rows that arrive during an insert right away, and puts them in the next insert in order', async () => {
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

  test('stores what was appended on close, then rejects more rows', async () => {
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

describe('a failing store', () => {
  test('gets the rows once it’s back, and each change is logged once', async () => {
    let away = true
    const { insert, rows, calls } = store(() => (away ? 'fail' : 'take'))
    const { appender: made, log } = appender(insert)
    await Promise.all(lines(5).map((line) => made.append([line])))
    await vi.waitFor(() => expect(calls()).toBeGreaterThan(3))
    expect(rows()).toEqual([])
    away = false
    await made.flush()
    expect(rows()).toEqual(lines(5))
    expect(log).toEqual([
      expect.stringMatching(/isn't accepting clicks.*connection lost/),
      expect.stringMatching(/has all clicks/),
    ])
    await made.close()
  })

  test('stores an insert once when its response was lost', async () => {
    const { insert, rows, calls } = store((call) => (call === 1 ? 'take, then fail' : 'take'))
    const { appender: made } = appender(insert)
    await made.append(['[1]'])
    await made.flush()
    expect(calls()).toBe(2)
    expect(rows()).toEqual(['[1]'])
    await made.close()
  })

  test('doesn’t delay closing, and the next process sends the rest', async () => {
    const { appender: ending, folder } = appender(store(() => 'fail').insert, {
      retry: { first: 60_000, longest: 60_000 },
    })
    await ending.append(['[1]'])
    await ending.close()
    const { insert, rows } = store()
    const journal = new Journal(folder, { log: () => {} })
    const next = new Appender({ insert, journal, isRefusal: () => false, log: () => {} })
    await vi.waitFor(() => expect(rows()).toEqual(['[1]']))
    await next.close()
    expect(journal.isEmpty).toBe(true)
  })

  test('gets the rest of a batch when it refuses one row, which is set aside', async () => {
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

describe('work that must not overlap with a batch', () => {
  test('waits for the batch in progress, and later batches wait for it', async () => {
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

  test('waits until an unfinished batch is stored, even if a previous process left it', async () => {
    let away = true
    const { insert, rows } = store(() => (away ? 'fail' : 'take'))
    const { appender: dying, folder } = appender(insert)
    await dying.append(['[1]'])
    await dying.close()
    const journal = new Journal(folder, { log: () => {} })
    const next = new Appender({
      insert,
      journal,
      isRefusal: () => false,
      log: () => {},
      spacing: 0,
      retry: { first: 1, longest: 1 },
    })
    const held = next.hold(async () => rows())
    await next.append(['[2]'])
    away = false
    expect((await held)[0]).toBe('[1]')
    await next.close()
  })

  test('runs right away when there’s nothing to store, doesn’t affect inserts when it fails, and is rejected after closing', async () => {
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

describe('with the disk almost full', () => {
  test('keeps rows in the journal, rejects them once the disk is full, and stores them when there’s space', async () => {
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

  test('closes without delay', async () => {
    const { insert, rows } = store()
    const { appender: made, folder } = appender(insert, { mayStore: () => false })
    await made.append(['[1]'])
    await made.close()
    expect(rows()).toEqual([])
    expect(new Journal(folder, { log: () => {} }).isEmpty).toBe(false)
  })
})

test('logs a journal file that can’t be read and stores the others', async () => {
  const folder = temporaryFolder()
  const before = new Journal(folder, { log: () => {} })
  await before.append(['[1]'])
  await before.close()
  mkdirSync(join(folder, '000000000-alien.jsonl'))
  const { insert, rows } = store()
  const log: string[] = []
  const made = new Appender({
    insert,
    journal: new Journal(folder, { log: (line) => log.push(line) }),
    isRefusal: () => false,
    log: () => {},
    spacing: 0,
  })
  await made.append(['[2]'])
  await made.flush()
  expect(rows()).toEqual(['[1]', '[2]'])
  expect(log).toEqual([expect.stringMatching(/alien.jsonl can't be read/)])
  await made.close()
})

test('stores every acknowledged row exactly once, however the store fails', async () => {
  const behaviour = fc.constantFrom('take' as const, 'fail' as const, 'take, then fail' as const)
  await fc.assert(
    fc.asyncProperty(
      fc.array(behaviour, { maxLength: 30 }),
      fc.array(fc.integer({ min: 1, max: 5 }), { minLength: 1, maxLength: 20 }),
      async (behaviours, sizes) => {
        const { insert, rows } = store((call) => behaviours[call - 1] ?? 'take')
        // Small files make for many batches.
        const { appender: made } = appender(insert, {
          journal: new Journal(temporaryFolder(), { log: () => {}, batchBytes: 50 }),
          retry: { first: 1, longest: 2 },
        })
        const sent = sizes.map((size, index) => lines(size, `batch ${index}`))
        for (const [index, batch] of sent.entries()) {
          const answered = made.append(batch)
          if (index % 3 === 0) await answered
        }
        await made.append(['"last"'])
        await made.flush()
        expect(rows().toSorted()).toEqual([...sent.flat(), '"last"'].toSorted())
        await made.close()
      },
    ),
    { numRuns: 40 },
  )
})
