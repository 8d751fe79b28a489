import { describe, expect, test } from 'vitest'
import type { Dimension } from './dimensions'
import type { Filter } from './filter'
import { mayBeFinished, plan, type Part } from './plan'
import type { Question } from './question'
import { rangeOf, rangeOfInstants } from './range'

const everything: Question = {
  scope: { organizationId: '0196db53-6d80-77e7-bad9-8e30e697dfb2', publishers: 'all', advertisers: [] },
  range: rangeOf('2026-03-01', '2026-03-03', 'UTC'),
  filters: [],
}
const only = (dimension: Dimension, ...values: string[]): Filter => ({ dimension, values, excluded: false })
const asked = (filters: Filter[], scope: Partial<Question['scope']> = {}): Question => ({
  ...everything,
  filters,
  scope: { ...everything.scope, ...scope },
})

const all = ['clicks', 'uniqueClicks', 'rejected', 'bots'] as const
const overview: Part[] = [
  { by: ['day'], sums: all },
  { by: ['advertiser'], sums: ['clicks'] },
  { by: ['country'], sums: ['clicks'] },
]

/** `click_daily: day clicks+bots, country clicks` */
const inWords = (question: Question, parts: readonly Part[], days?: Parameters<typeof plan>[2]) =>
  plan(question, parts, days).map(
    ({ source, parts: of }) => `${source}: ${of.map(({ by, sums }) => `${by.join('×')} ${sums.join('+')}`).join(', ')}`,
  )
/** `click_daily before, 03-01 to 03-02: day`. A day that's cut short ends with `…`. */
const daysInWords = (question: Question, parts: readonly Part[], days: Parameters<typeof plan>[2]) =>
  plan(question, parts, days).map((pass) => {
    const of =
      pass.source === 'finished'
        ? [...pass.days.keys()].map((day) => day.slice(5))
        : pass.periods.map(({ from, to, until }) => `${from.slice(5)} to ${to.slice(5)}${until ? '…' : ''}`)
    return `${pass.source}${pass.isBefore ? ' before' : ''}, ${of.join(' and ')}: ${pass.parts.map(({ by }) => by.join('×')).join(', ')}`
  })

describe('reads each part from the smallest source that has it', () => {
  test.each([
    [
      'all that the roll-up has',
      everything,
      overview,
      ['click_daily: day clicks+rejected+bots, advertiser clicks, country clicks', 'click: day uniqueClicks'],
    ],
    [
      'a filter that the roll-up has',
      asked([only('country', 'DE')]),
      overview,
      ['click_daily: day clicks+rejected+bots, advertiser clicks, country clicks', 'click: day uniqueClicks'],
    ],
    [
      'a filter that only the clicks have',
      asked([only('device', 'Mobile')]),
      overview,
      ['click: day clicks+rejected+bots, advertiser clicks, country clicks', 'click: day uniqueClicks'],
    ],
    [
      'one more breakdown, which leaves the others on the roll-up',
      everything,
      [...overview, { by: ['device'], sums: ['clicks'] }],
      [
        'click_daily: day clicks+rejected+bots, advertiser clicks, country clicks',
        'click: day uniqueClicks',
        'click: device clicks',
      ],
    ],
    [
      'unique clicks of two dimensions, a pass each',
      everything,
      [
        { by: ['country'], sums: ['uniqueClicks'] },
        { by: ['offer'], sums: ['uniqueClicks'] },
      ],
      ['click: country uniqueClicks', 'click: offer uniqueClicks'],
    ],
    [
      'hours, which only the clicks have, and a visitor’s first one of the day',
      everything,
      [
        { by: ['hour'], sums: all },
        { by: ['country'], sums: ['clicks'] },
      ],
      ['click: hour clicks+rejected+bots', 'first_click: hour uniqueClicks', 'click_daily: country clicks'],
    ],
    [
      'instants, which aren’t whole days',
      {
        ...everything,
        range: rangeOfInstants(new Date('2026-03-01T10:40:00Z'), new Date('2026-03-01T11:40:00Z'), 'UTC'),
      },
      [...overview, { by: ['country'], sums: ['uniqueClicks'] }],
      [
        'click: day clicks+rejected+bots, advertiser clicks, country clicks',
        'first_click: day uniqueClicks',
        'click: country uniqueClicks',
      ],
    ],
    ['nothing, when nothing is asked for', everything, [{ by: ['day'], sums: [] }], []],
  ] as const)('%s', (_, question, parts, passes) => {
    expect(inWords(question, parts)).toEqual(passes)
  })

  test.each([
    ['all publishers', asked([]), true],
    ['a publisher of their own', asked([], { publishers: [3] }), true],
    ['two publishers', asked([], { publishers: [3, 4] }), false],
    ['a publisher and an advertiser', asked([], { publishers: [3], advertisers: [5] }), false],
    ['no publisher', asked([], { publishers: [] }), false],
    // 0 stands for everyone.
    ['a publisher called 0', asked([], { publishers: [0] }), false],
    ['one of their publishers', asked([only('publisher', '3')], { publishers: [3, 4] }), true],
    ['someone else’s publisher', asked([only('publisher', '5')], { publishers: [3, 4] }), false],
    ['all but one publisher', asked([{ ...only('publisher', '3'), excluded: true }]), false],
    ['two filtered publishers', asked([only('publisher', '3', '4')]), false],
    ['one country', asked([only('country', 'DE')]), false],
  ])('%s: finished days keep the figures: %s', (_, question, isKept) => {
    const finished = new Map([['2026-03-01', 1]])
    const parts: Part[] = [{ by: ['day'], sums: ['uniqueClicks'] }]
    expect(mayBeFinished(question, parts)).toBe(isKept)
    expect(plan(question, parts, { finished }).map(({ source }) => source)).toEqual(
      isKept ? ['finished', 'click'] : ['click'],
    )
  })
})

describe('reads days that are over from what’s kept of them', () => {
  const finished = new Map([
    ['2026-02-27', 1],
    ['2026-02-28', 2],
    ['2026-03-02', 4],
  ])
  const clicks: Part[] = [
    { by: ['day'], sums: ['clicks'] },
    { by: ['device'], sums: ['clicks'] },
  ]

  test('and the others from where they are', () => {
    expect(daysInWords(everything, clicks, { finished })).toEqual([
      'finished, 03-02: day, device',
      'click_daily, 03-01 to 03-01 and 03-03 to 03-03: day',
      'click, 03-01 to 03-01 and 03-03 to 03-03: device',
    ])
  })

  test('and the clicks of one that’s cut short from themselves', () => {
    const compared = { from: '2026-02-26', to: '2026-02-28', instants: null, until: new Date('2026-02-28T10:40:00Z') }
    const perDay: Part[] = [{ by: ['day'], sums: ['clicks', 'uniqueClicks'] }]
    expect(daysInWords(everything, perDay, { finished, compared })).toEqual([
      'finished, 03-02 and 02-27: day',
      'click_daily, 03-01 to 03-01 and 03-03 to 03-03 and 02-26 to 02-26: day',
      'click, 03-01 to 03-01 and 03-03 to 03-03 and 02-26 to 02-26: day',
      'click before, 02-28 to 02-28…: day',
    ])
  })

  test('each period by itself where one has finished days and the other doesn’t', () => {
    const compared = { from: '2026-02-23', to: '2026-02-25', instants: null, until: null }
    expect(daysInWords(everything, clicks, { finished, compared })).toEqual([
      'finished, 03-02: day, device',
      'click_daily, 03-01 to 03-01 and 03-03 to 03-03 and 02-23 to 02-25: day',
      'click, 03-01 to 03-01 and 03-03 to 03-03 and 02-23 to 02-25: device',
    ])
    // The range's hours are in the same pass as its days, but what it's compared with has days that are finished.
    const days = { from: '2026-03-04', to: '2026-03-05', days: 2 }
    const later = { ...everything, range: { ...everything.range, ...days } }
    const mixed: Part[] = [
      { by: ['day'], sums: ['clicks'] },
      { by: ['device'], sums: ['bots'] },
      { by: ['hour'], sums: ['bots'] },
    ]
    expect(
      daysInWords(later, mixed, { finished, compared: { ...compared, from: '2026-03-02', to: '2026-03-03' } }),
    ).toEqual([
      'click_daily, 03-04 to 03-05 and 03-03 to 03-03: day',
      'click, 03-04 to 03-05: device, hour',
      'finished before, 03-02: day, device',
      'click before, 03-03 to 03-03: device',
      'click before, 03-02 to 03-03: hour',
    ])
  })

  test('but not hours', () => {
    expect(daysInWords(everything, [{ by: ['hour'], sums: ['clicks'] }], { finished })).toEqual([
      'click, 03-01 to 03-03: hour',
    ])
  })

  test('alone, if all of them are over', () => {
    const complete = new Map([...finished, ['2026-03-01', 3], ['2026-03-03', 5]])
    expect(daysInWords(everything, clicks, { finished: complete })).toEqual([
      'finished, 03-01 and 03-02 and 03-03: day, device',
    ])
  })
})
