import { expect, test } from 'vitest'
import { HostQueues } from './host-queues'

type Item = { host: string; name: string }

/** Queues whose work ends when told, with what started so far. */
function queues(limits: { each: number; waiting: number; all: number }) {
  const started: string[] = []
  const ends = new Map<string, () => void>()
  const all = new HostQueues<Item>(({ name }) => {
    started.push(name)
    return new Promise((resolve) => ends.set(name, resolve))
  }, limits)
  const add = (...names: string[]) => names.map((name) => all.add({ host: name.charAt(0), name }))
  const end = async (name: string) => {
    ends.get(name)?.()
    await new Promise(setImmediate)
  }
  return { all, started, add, end }
}

test('runs a few per host in order, and turns away what’s too much for one', async () => {
  const { all, started, add, end } = queues({ each: 2, waiting: 2, all: 10 })
  expect(add('a1', 'a2', 'a3', 'a4', 'a5', 'b1')).toEqual([true, true, true, true, false, true])
  expect(started).toEqual(['a1', 'a2', 'b1'])
  expect([all.busy, all.size]).toEqual([['a'], 5])
  await end('a2')
  expect(started).toEqual(['a1', 'a2', 'b1', 'a3'])
  expect(add('a6')).toEqual([true])
  expect(all.clear().map(({ name }) => name)).toEqual(['a4', 'a6'])
  let isIdle = false
  const idle = all.idle().then(() => (isIdle = true))
  for (const name of ['a1', 'a3']) await end(name)
  expect(isIdle).toBe(false)
  await end('b1')
  await idle
  expect(all.size).toBe(0)
})

test('runs a limited number in all, and others when there’s room', async () => {
  const { started, add, end } = queues({ each: 2, waiting: 9, all: 3 })
  add('a1', 'a2', 'a3', 'b1', 'b2', 'c1')
  expect(started).toEqual(['a1', 'a2', 'b1'])
  await end('b1')
  await end('a1')
  await end('a2')
  expect(started.toSorted()).toEqual(['a1', 'a2', 'a3', 'b1', 'b2', 'c1'])
})
