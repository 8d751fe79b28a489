import { readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, test, vi } from 'vitest'
import { temporaryFolder } from '../testing/temporary-folder'
import { Appender, type AppenderOptions } from './append'
import { Spool } from './spool'

/** A store that keeps each token's rows once, as ClickHouse does, and can be told to misbehave. */
function store(behave: (call: number, lines: readonly string[]) => 'take' | 'fail' | 'refuse' | 'take, then fail' | 'hang' = () => 'take') {
  const batches = new Map<string, readonly string[]>()
  const releases: (() => void)[] = []
  let calls = 0
  const insert: AppenderOptions['insert'] = async (token, lines) => {
    const behaviour = behave(++calls, lines)
    if (behaviour === 'hang') await new Promise<void>((resolve) => releases.push(resolve))
    if (behaviour === 'refuse') throw new Refusal()
    if (behaviour !== 'fail') batches.set(token, lines)
    if (behaviour === 'fail' || behaviour === 'take, then fail') throw new Error('connection lost')
  }
  return { insert, rows: () => [...batches.values()].flat(), release: () => releases.splice(0).forEach((release) => release()), calls: () => calls }
}

class Refusal extends Error {}

function appender(insert: AppenderOptions['insert'], options: Partial<AppenderOptions> = {}) {
  const folder = temporaryFolder()
  const spool = new Spool(folder)
  const log: string[] = []
  const made = new Appender({
    insert,
    spool,
    isRefusal: (error) => error instanceof Refusal,
    log: (line) => log.push(line),
    patience: 50,
    spacing: 0,
    retry: { first: 5, longest: 20 },
    ...options,
  })
  return { appender: made, spool, folder, log }
}

const lines = (count: number, name = 'row') => Array.from({ length: count }, (_, index) => JSON.stringify([name, index]))

describe('appending', () => {
  test('rows that arrive together share an insert', async () => {
    const { insert, rows, calls } = store()
    const { appender: made } = appender(insert)
    await Promise.all(lines(100).map((line) => made.append([line])))
    expect(rows()).toHaveLength(100)
    expect(calls()).toBe(1)
    await made.close()
  })

  test('what arrives during an insert goes into the next, in order', async () => {
    const { insert, rows, calls, release } = store((call) => (call === 1 ? 'hang' : 'take'))
    const { appender: made } = appender(insert, { patience: 5_000 })
    const all = [made.append(['[1]'])]
    await vi.waitFor(() => expect(calls()).toBe(1))
    all.push(...lines(10).map((line) => made.append([line])))
    release()
    await Promise.all(all)
    expect(calls()).toBe(2)
    expect(rows()).toEqual(['[1]', ...lines(10)])
    await made.close()
  })

  test('a batch has a largest size', async () => {
    const { insert, calls, rows } = store()
    const { appender: made } = appender(insert, { batchRows: 10 })
    await Promise.all(lines(95).map((line) => made.append([line])))
    expect(calls()).toBe(10)
    expect(rows()).toEqual(lines(95))
    await made.close()
  })

  test('closing stores what is queued, and takes no more', async () => {
    const { insert, rows } = store()
    const { appender: made } = appender(insert)
    const answered = made.append(['[1]'])
    await made.close()
    await answered
    expect(rows()).toEqual(['[1]'])
    await expect(made.append(['[2]'])).rejects.toThrow(/closed/)
  })
})

describe('a store that is away', () => {
  test('rows are answered from disk, and sent when it is back', async () => {
    let away = true
    const { insert, rows } = store(() => (away ? 'fail' : 'take'))
    const { appender: made, spool } = appender(insert)
    await Promise.all(lines(5).map((line) => made.append([line])))
    expect(rows()).toEqual([])
    expect(spool.waiting().length).toBeGreaterThan(0)
    away = false
    await vi.waitFor(() => expect(rows().toSorted()).toEqual(lines(5)))
    await vi.waitFor(() => expect(spool.waiting()).toEqual([]))
    await made.close()
  })

  test('an insert whose answer was lost is stored once', async () => {
    const { insert, rows } = store((call) => (call === 1 ? 'take, then fail' : 'take'))
    const { appender: made, spool } = appender(insert)
    await made.append(['[1]'])
    await vi.waitFor(() => expect(spool.waiting()).toEqual([]))
    expect(rows()).toEqual(['[1]'])
    await made.close()
  })

  test('one that does not answer keeps nobody waiting, and what it takes late is stored once', async () => {
    const { insert, rows, release, calls } = store((call) => (call === 1 ? 'hang' : 'take'))
    const { appender: made, spool } = appender(insert)
    await made.append(['[1]'])
    await made.append(['[2]'])
    expect(spool.waiting()).toHaveLength(2)
    release()
    await vi.waitFor(() => expect(spool.waiting()).toEqual([]))
    expect(rows().toSorted()).toEqual(['[1]', '[2]'])
    expect(calls()).toBe(2)
    await made.close()
  })

  test('more rows than may wait in memory go to disk', async () => {
    const { insert, rows, release } = store((call) => (call === 1 ? 'hang' : 'take'))
    const { appender: made, spool } = appender(insert, { queueRows: 50, patience: 60_000 })
    const first = made.append(['[0]'])
    await new Promise((resolve) => setTimeout(resolve, 20))
    await Promise.all(lines(51).map((line) => made.append([line])))
    await vi.waitFor(() => expect(rows()).toHaveLength(51))
    release()
    await first
    expect(rows()).toHaveLength(52)
    await vi.waitFor(() => expect(spool.waiting()).toEqual([]))
    await made.close()
  })

  test('the next process sends what the last one left, and drops halves that were never answered', async () => {
    const { appender: dying, folder } = appender(store(() => 'fail').insert)
    await dying.append(['[1]'])
    await dying.close()
    writeFileSync(join(folder, 'half.jsonl.part'), '[2')
    const { insert, rows } = store()
    const spool = new Spool(folder)
    const made = new Appender({ insert, spool, isRefusal: () => false, log: () => {} })
    await vi.waitFor(() => expect(spool.waiting()).toEqual([]))
    expect(rows()).toEqual(['[1]'])
    expect(readdirSync(folder).filter((name) => name.endsWith('.part'))).toEqual([])
    await made.close()
  })

  test('a row that it refuses is put aside, and the others of its batch are stored', async () => {
    const { insert, rows } = store((_, batch) => (batch.includes('"bad"') ? 'refuse' : 'take'))
    const { appender: made, spool, folder, log } = appender(insert)
    await made.append([...lines(7), '"bad"', ...lines(4, 'more')])
    await vi.waitFor(() => expect(spool.waiting()).toEqual([]))
    expect(rows().toSorted()).toEqual([...lines(7), ...lines(4, 'more')].toSorted())
    expect(readdirSync(join(folder, 'refused'))).toHaveLength(1)
    expect(log.some((line) => line.includes('refuses a row'))).toBe(true)
    await made.close()
  })

  test('when neither the store nor the disk takes a row, whoever sent it is told', async () => {
    const { appender: made, spool } = appender(store(() => 'fail').insert)
    vi.spyOn(spool, 'write').mockRejectedValue(new Error('disk full'))
    await expect(made.append(['[1]'])).rejects.toThrow('disk full')
    await made.close()
  })
})

test('whatever the store does, everything answered is stored exactly once in the end', async () => {
  const behaviour = fc.constantFrom('take' as const, 'fail' as const, 'take, then fail' as const)
  await fc.assert(
    fc.asyncProperty(fc.array(behaviour, { maxLength: 30 }), fc.array(fc.integer({ min: 1, max: 5 }), { minLength: 1, maxLength: 20 }), async (behaviours, sizes) => {
      const { insert, rows } = store((call) => behaviours[call - 1] ?? 'take')
      const { appender: made, spool } = appender(insert, { retry: { first: 1, longest: 2 }, batchRows: 7 })
      const sent = sizes.map((size, index) => lines(size, `batch ${index}`))
      await Promise.all(sent.map((batch) => made.append(batch)))
      await vi.waitFor(() => expect(spool.waiting()).toEqual([]))
      expect(rows().toSorted()).toEqual(sent.flat().toSorted())
      await made.close()
    }),
    { numRuns: 40 },
  )
})
