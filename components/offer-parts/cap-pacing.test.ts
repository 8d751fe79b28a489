import { createTranslator } from 'next-intl'
import { expect, test } from 'vitest'
import { settings } from '@/messages/settings'
import { paceText, resetsIn } from './cap-pacing'

const t = createTranslator({ ...settings, namespace: 'offerParts.caps' })
const MINUTE = 60_000

test('the time until a cap starts over is in its largest unit, rounded up', () => {
  const now = Date.parse('2026-11-28T12:00:00Z')
  const after = (ms: number) => resetsIn(new Date(now + ms).toISOString(), t, now)
  expect(after(20_000)).toBe('in 1 minute')
  expect(after(89.5 * MINUTE)).toBe('in 90 minutes')
  expect(after(3 * 60 * MINUTE)).toBe('in 3 hours')
  expect(after(49 * 60 * MINUTE)).toBe('in 3 days')
})

test('a cap’s pace says whether its limit is reached early', () => {
  const cap = (pace: number | null, remaining: number) => paceText({ pace, remaining }, t)
  expect(cap(0.7, 300)).toBe('Within the limit')
  expect(cap(1.36, 300)).toBe('1.4× too fast')
  expect(cap(2, 0)).toBe('Limit reached')
  expect(cap(null, 10)).toBe('')
})
