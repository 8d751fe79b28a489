import { expect, test } from 'vitest'
import { figureOf, readSum } from './exact'
import type { Metric, Sum } from './metrics'

// How figures are computed from sums. question.test.ts checks them against raw rows.

const of = (metric: Metric, sums: Partial<Record<Sum, string | number>>) =>
  figureOf(
    metric,
    new Map(
      // Object.entries forgets which keys there are.
      // oxlint-disable-next-line typescript/no-unsafe-type-assertion
      (Object.entries(sums) as [Sum, string | number][]).map(([sum, written]): [Sum, bigint] => [
        sum,
        readSum(sum, written),
      ]),
    ),
  )

test.each<[Metric, Partial<Record<Sum, string | number>>, number | null]>([
  ['clicks', { clicks: 12 }, 12],
  ['clicks', {}, 0],
  // Summed as floats, the last digits would be others.
  ['payout', { payout: '1234567890.1234560000000000' }, 1_234_567_890.123_456],
  ['payout', { payout: '0.0000005' }, 0.000_001],
  ['payout', { payout: '0.00000049999' }, 0],
  ['profit', { revenue: '0.1', payout: '0.3' }, -0.2],
  // As floats, 0.1 + 0.2 - 0.3 wouldn't be 0.
  ['profit', { revenue: '0.3', payout: '0.3' }, 0],
  ['profit', { revenue: '0', payout: '0.0000005' }, -0.000_001],
  ['cr', { conversions: 1, clicks: 3 }, 33.333_333],
  ['cr', { conversions: 2, clicks: 3 }, 66.666_667],
  ['cr', { conversions: 1 }, null],
  ['epc', { payout: '1', clicks: 8 }, 0.125],
  ['margin', { revenue: '4', payout: '5' }, -25],
  ['margin', { payout: '5' }, null],
  ['aov', { saleAmount: '100.5', saleCount: 2 }, 50.25],
  ['timeToConvert', { convertingTime: 90_500, conversionsOfClicks: 2 }, 45.25],
])('%s of %j is %s', (metric, sums, figure) => {
  expect(of(metric, sums)).toBe(figure)
})
