import { describe, expect, test } from 'vitest'
import type { Dimension } from './dimensions'
import type { Filter } from './filter'
import { plan, type Part } from './plan'
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
  { by: 'day', metrics: all },
  { by: 'advertiser', metrics: ['clicks'] },
  { by: 'country', metrics: ['clicks'] },
]

/** `click_daily: day clicks+bots, country clicks` */
const inWords = (question: Question, parts: readonly Part[]) =>
  plan(question, parts).map(
    ({ source, parts: of }) => `${source}: ${of.map(({ by, metrics }) => `${by} ${metrics.join('+')}`).join(', ')}`,
  )

describe('reads each part from the smallest source that has it', () => {
  test.each([
    [
      'nothing but roll-ups',
      everything,
      overview,
      ['click_daily: day clicks+rejected+bots, advertiser clicks, country clicks', 'visitor_daily: day uniqueClicks'],
    ],
    [
      'one publisher',
      asked([only('publisher', '7')]),
      overview,
      ['click_daily: day clicks+rejected+bots, advertiser clicks, country clicks', 'visitor_daily: day uniqueClicks'],
    ],
    [
      'a filter that only visitors lack',
      asked([only('country', 'DE')]),
      overview,
      ['click_daily: day clicks+rejected+bots, advertiser clicks, country clicks', 'click: day uniqueClicks'],
    ],
    [
      'a filter that no roll-up has',
      asked([only('device', 'Mobile')]),
      overview,
      ['click: day clicks+rejected+bots, advertiser clicks, country clicks', 'click: day uniqueClicks'],
    ],
    [
      'one more breakdown, which leaves the others on the roll-up',
      everything,
      [...overview, { by: 'device', metrics: ['clicks'] }],
      [
        'click_daily: day clicks+rejected+bots, advertiser clicks, country clicks',
        'visitor_daily: day uniqueClicks',
        'click: device clicks',
      ],
    ],
    [
      'unique clicks of two dimensions, a pass each',
      everything,
      [
        { by: 'country', metrics: ['uniqueClicks'] },
        { by: 'offer', metrics: ['uniqueClicks'] },
      ],
      ['click: country uniqueClicks', 'click: offer uniqueClicks'],
    ],
    [
      'hours, which only the clicks have, and a visitor’s first one of the day',
      everything,
      [
        { by: 'hour', metrics: all },
        { by: 'country', metrics: ['clicks'] },
      ],
      ['click: hour clicks+rejected+bots', 'first_click: hour uniqueClicks', 'click_daily: country clicks'],
    ],
    [
      'instants, which aren’t whole days',
      {
        ...everything,
        range: rangeOfInstants(new Date('2026-03-01T10:40:00Z'), new Date('2026-03-01T11:40:00Z'), 'UTC'),
      },
      [...overview, { by: 'country', metrics: ['uniqueClicks'] }],
      [
        'click: day clicks+rejected+bots, advertiser clicks, country clicks',
        'first_click: day uniqueClicks',
        'click: country uniqueClicks',
      ],
    ],
    ['nothing, when nothing is asked for', everything, [{ by: 'day', metrics: [] }], []],
  ] as const)('%s', (_, question, parts, passes) => {
    expect(inWords(question, parts)).toEqual(passes)
  })

  test.each([
    ['all publishers', asked([]), 'visitor_daily'],
    ['a publisher of their own', asked([], { publishers: [3] }), 'visitor_daily'],
    ['two publishers', asked([], { publishers: [3, 4] }), 'click'],
    ['a publisher and an advertiser', asked([], { publishers: [3], advertisers: [5] }), 'click'],
    ['no publisher', asked([], { publishers: [] }), 'click'],
    // 0 stands for everyone in the roll-up.
    ['a publisher called 0', asked([], { publishers: [0] }), 'click'],
    ['one of their publishers', asked([only('publisher', '3')], { publishers: [3, 4] }), 'visitor_daily'],
    ['someone else’s publisher', asked([only('publisher', '5')], { publishers: [3, 4] }), 'click'],
    ['all but one publisher', asked([{ ...only('publisher', '3'), excluded: true }]), 'click'],
    ['two filtered publishers', asked([only('publisher', '3', '4')]), 'click'],
  ])('unique clicks of %s', (_, question, source) => {
    expect(plan(question, [{ by: 'day', metrics: ['uniqueClicks'] }]).map((pass) => pass.source)).toEqual([source])
  })
})
