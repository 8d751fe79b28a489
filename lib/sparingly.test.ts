import { expect, test, vi } from 'vitest'
import { sparingly } from './sparingly'

test('logs the first line at once, then one a minute with a count, and stops when it’s over', () => {
  vi.useFakeTimers()
  const lines: string[] = []
  const log = sparingly((line) => lines.push(line))
  for (let second = 0; second < 150; second++) {
    for (let click = 0; click < 20; click++) log(`refused in second ${second}`)
    vi.advanceTimersByTime(1000)
  }
  expect(lines).toEqual([
    'refused in second 0',
    'refused in second 59 (1,199 times in the last 60 seconds)',
    'refused in second 119 (1,200 times in the last 60 seconds)',
  ])
  vi.advanceTimersByTime(600_000)
  expect(lines).toHaveLength(4)
  log('again')
  expect(lines.slice(3)).toEqual(['refused in second 149 (600 times in the last 60 seconds)', 'again'])
  vi.useRealTimers()
})
