import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { FraudFilterGroupRecord, FraudFilterRecord } from '@/lib/catalog/records'
import { conversionFilterKinds, fraudFilter } from '@/lib/catalog/rules/fraud-filters'
import { storedFilters } from '@/lib/catalog/stored'
import { newUuid } from '@/lib/uuid'
import type { CapRoom } from './caps'
import { useOf } from './cap-uses'
import { decide, type ConversionFacts, type ConversionRules } from './decide'
import { factsNeeded } from './fraud'
import { priceConversion } from './price'
import { conversionReasons } from './reasons'
import type { ThrottleRecord } from './throttle'

const HOUR = 3_600_000
const time = Date.UTC(2026, 10, 28, 12)
const publisherId = 'publisher'

const priced = (payout: string, revenue: string, rest: Partial<ConversionFacts['priced']> = {}) => ({
  ...priceConversion(
    { offer: { payoutType: 'CPA', payout, payoutPercent: '0', revenueType: 'RPA', revenue, revenuePercent: '0' } },
    { amount: null, amountCurrency: null, currency: 'EUR', day: '2026-11-28' },
  ),
  ...rest,
})

const facts: ConversionFacts = {
  transactionId: '019acf2e-7000-7000-8000-000000000001',
  isViewThrough: false,
  time,
  clickTime: time - HOUR,
  country: 'DE',
  clickCountry: 'DE',
  customerConversions: 0,
  subIdRecent: { clicks: 100, conversions: 2 },
  subIdBefore: { clicks: 3000, conversions: 60 },
  isEvent: false,
  subIds: { sub_id: 'blog', sub_id_2: '', sub_id_3: '', sub_id_4: '', sub_id_5: '', sub_id_6: '' },
  clickRejection: null,
  priced: priced('5', '8'),
}

const rules: ConversionRules = {
  offerId: 'offer',
  fraudFilterGroups: [],
  blockedSubId: null,
  caps: [],
  throttles: { default: null, custom: [] },
  isApprovedByHand: false,
  approvedBy: 'offer',
  holdDays: 0,
}

/** A group of filters, which only flag unless they say otherwise, as it's stored. */
const group = (filters: readonly object[], more: Partial<FraudFilterGroupRecord> = {}): FraudFilterGroupRecord => ({
  id: 'group',
  active: true,
  filters: storedFilters(filters.map((filter) => fraudFilter.parse({ action: 'Flag', ...filter }))),
  ...more,
})
const throttle = (more: Partial<ThrottleRecord> = {}): ThrottleRecord => ({
  id: 'throttle',
  percentage: 100,
  status: 'Pending',
  filters: {},
  ...more,
})
const cap = (metric: CapRoom['metric'], room: string, more: Partial<CapRoom> = {}): CapRoom => ({
  id: metric,
  metric,
  action: 'Block',
  room,
  ...more,
})
const decided = (about: Partial<ConversionFacts>, by: Partial<ConversionRules>) =>
  decide({ ...facts, ...about }, { ...rules, ...by })
/** What it uses of its caps, as it's decided. */
function usesOf(caps: readonly CapRoom[], outcome: ReturnType<typeof decide>, isEvent = false) {
  if (outcome.status === 'Rejected') return []
  const row = { ...outcome, kind: isEvent ? 'event' : 'conversion' } as const
  return caps
    .map(({ id, metric }) => ({ capId: id, amount: useOf(metric, row) }))
    .filter(({ amount }) => Number(amount) !== 0)
}
const short = ({ status, reason }: { status: string; reason: string }) => `${status} ${reason}`.trim()

test('without rules, a conversion is approved as priced', () => {
  expect(decide(facts, rules)).toEqual({
    status: 'Approved',
    reason: '',
    flags: [],
    decisions: [],
    payout: '5',
    revenue: '8',
    holdUntil: null,
  })
})

describe('fraud filters', () => {
  const caught = (filter: object, about: Partial<ConversionFacts> = {}) =>
    decided(about, { fraudFilterGroups: [group([filter])] }).decisions.map(({ detail }) => detail)[0]

  test.each<[filter: object, about: Partial<ConversionFacts>, detail: string | undefined]>([
    [{ kind: 'fast_conversion', seconds: 5 }, { clickTime: time - 4999 }, '4 s after the click'],
    [{ kind: 'fast_conversion', seconds: 5 }, { clickTime: time - 5000 }, undefined],
    [{ kind: 'fast_conversion', seconds: 3600 }, { clickTime: time - HOUR / 2 }, '30 min after the click'],
    [{ kind: 'fast_conversion', seconds: 5 }, { clickTime: null }, undefined],
    [{ kind: 'slow_conversion', hours: 24 }, { clickTime: time - 24 * HOUR - 1 }, '24 h after the click'],
    [{ kind: 'slow_conversion', hours: 24 }, { clickTime: time - 24 * HOUR }, undefined],
    [{ kind: 'slow_conversion', hours: 24 }, { clickTime: null }, undefined],
    [{ kind: 'country_mismatch' }, { country: 'US' }, 'Clicked in DE, converted in US'],
    [{ kind: 'country_mismatch' }, {}, undefined],
    [{ kind: 'country_mismatch' }, { country: '' }, undefined],
    [{ kind: 'country_mismatch' }, { clickCountry: '' }, undefined],
    [{ kind: 'duplicate_customer' }, { customerConversions: 1 }, '1 earlier conversion by the same customer'],
    [{ kind: 'duplicate_customer' }, { customerConversions: 0 }, undefined],
    [{ kind: 'duplicate_customer' }, { customerConversions: null }, undefined],
  ])('%j about %j', (filter, about, detail) => {
    if (detail === undefined) expect(caught(filter, about)).toBeUndefined()
    else expect(caught(filter, about)).toContain(detail)
  })

  // It usually converts 60 of 3,000: 2 %. Three times as often is 6 %.
  const rate = { kind: 'sub_id_rate', times: 3, conversions: 5 }
  test.each<[name: string, recent: [number, number] | null, before: [number, number] | null, isCaught: boolean]>([
    ['6 of 100 are within the limit', [100, 5], [3000, 60], false],
    ['7 of 100 aren’t', [100, 6], [3000, 60], true],
    ['4 conversions are too few to tell', [4, 3], [3000, 60], false],
    ['99 clicks are no history', [5, 5], [99, 1], false],
    ['100 clicks are', [100, 5], [100, 1], true],
    ['one that never converted counts as if it had once', [1000, 4], [1000, 0], true],
    ['and 3 times that isn’t unusual', [2000, 5], [1000, 0], false],
    ['conversions of earlier clicks', [0, 5], [3000, 60], true],
    ['no sub ID', null, null, false],
  ])('the rate of a sub ID: %s', (_, recent, before, isCaught) => {
    const counts = (pair: [number, number] | null) => pair && { clicks: pair[0], conversions: pair[1] }
    const about = { subIdRecent: counts(recent), subIdBefore: counts(before) }
    expect(caught(rate, about) !== undefined).toBe(isCaught)
  })

  test('flagging keeps the flag and changes nothing else', () => {
    const outcome = decided({ country: 'US' }, { fraudFilterGroups: [group([{ kind: 'country_mismatch' }])] })
    expect(outcome).toMatchObject({ status: 'Approved', reason: '', flags: ['country_mismatch'], payout: '5' })
    expect(outcome.decisions).toEqual([
      {
        rule: 'fraud_filter',
        id: 'group',
        reason: 'fraud_country_mismatch',
        effect: 'flag',
        detail: 'Clicked in DE, converted in US',
      },
    ])
  })
  test('rejecting keeps the flags of others', () => {
    const filters = [
      { kind: 'fast_conversion', seconds: 7200 },
      { kind: 'country_mismatch', action: 'Reject' },
    ]
    const outcome = decided({ country: 'US' }, { fraudFilterGroups: [group(filters)] })
    expect(short(outcome)).toBe('Rejected fraud_country_mismatch')
    expect(outcome.flags).toEqual(['fast_conversion', 'country_mismatch'])
  })
  test('inactive filters and groups, and filters on clicks, catch nothing', () => {
    const filter = { kind: 'country_mismatch', action: 'Reject' }
    for (const one of [
      group([{ ...filter, active: false }]),
      group([filter], { active: false }),
      group([{ kind: 'bot' }]),
    ])
      expect(decided({ country: 'US' }, { fraudFilterGroups: [one] }).status).toBe('Approved')
  })
  test('a kind of a newer version catches nothing', () => {
    const [filter] = group([{ kind: 'country_mismatch', action: 'Reject' }]).filters
    const unknown: FraudFilterRecord[] = filter ? [{ ...filter, kind: 'mind_reading' }] : []
    expect(decide(facts, { ...rules, fraudFilterGroups: [group([], { filters: unknown })] }).status).toBe('Approved')
  })
  test('every kind has a reason in words', () => {
    expect(Object.keys(conversionReasons)).toEqual(
      expect.arrayContaining(conversionFilterKinds.map((kind) => `fraud_${kind}`)),
    )
  })
  test('only some filters need facts that take a query', () => {
    expect([...factsNeeded([group([{ kind: 'fast_conversion', seconds: 5 }])])]).toEqual([])
    expect([...factsNeeded([group([{ kind: 'duplicate_customer' }]), group([rate])])]).toEqual([
      'customerConversions',
      'subIdRates',
    ])
    expect([...factsNeeded([group([rate], { active: false })])]).toEqual([])
  })
})

describe('caps', () => {
  test('what fits is counted against all of them', () => {
    const caps = [cap('Conversions', '1'), cap('Payout', '5'), cap('Revenue', '8.5')]
    const outcome = decided({}, { caps })
    expect(outcome.status).toBe('Approved')
    expect(usesOf(caps, outcome)).toEqual([
      { capId: 'Conversions', amount: '1' },
      { capId: 'Payout', amount: '5' },
      { capId: 'Revenue', amount: '8' },
    ])
  })
  test.each([cap('Conversions', '0'), cap('Payout', '4.999999'), cap('Revenue', '7.999999')])(
    'past %j, it’s rejected and uses nothing',
    (full) => {
      const caps = [full, cap('Conversions', '9', { id: 'other' })]
      const outcome = decided({}, { caps })
      expect(outcome).toMatchObject({ status: 'Rejected', reason: 'cap_reached' })
      expect(usesOf(caps, outcome)).toEqual([])
      expect(outcome.decisions).toMatchObject([{ rule: 'cap', id: full.id, effect: 'reject' }])
    },
  )
  test('past one that accepts unpaid, it’s approved for nothing, and uses nothing', () => {
    const caps = [cap('Payout', '1', { action: 'Accept_Unpaid' }), cap('Conversions', '9')]
    const outcome = decided({}, { caps })
    expect(outcome).toMatchObject({ status: 'Approved', reason: 'cap_reached', payout: '0', revenue: '0' })
    expect(usesOf(caps, outcome)).toEqual([])
  })
  test('past several, those that reject decide', () => {
    const caps = [cap('Conversions', '0', { action: 'Accept_Unpaid' }), cap('Payout', '0', { action: 'Fallback' })]
    expect(decided({}, { caps }).decisions).toMatchObject([{ id: 'Payout', effect: 'reject' }])
  })
  test('what adds nothing fits even past the limit', () => {
    const caps = [cap('Payout', '-3'), cap('Revenue', '0')]
    const outcome = decided({ priced: priced('0', '0') }, { caps })
    expect(outcome.status).toBe('Approved')
    expect(usesOf(caps, outcome)).toEqual([])
  })
  test('events don’t count as conversions, but their payout counts', () => {
    const caps = [cap('Conversions', '0'), cap('Payout', '5')]
    const outcome = decided({ isEvent: true }, { caps })
    expect(outcome.status).toBe('Approved')
    expect(usesOf(caps, outcome, true)).toEqual([{ capId: 'Payout', amount: '5' }])
  })
  test('what’s pending counts, and what’s rejected doesn’t', () => {
    const caps = [cap('Conversions', '1')]
    expect(usesOf(caps, decided({}, { caps, isApprovedByHand: true }))).toHaveLength(1)
    const throttles = { default: throttle({ status: 'Rejected' }), custom: [] }
    const outcome = decided({}, { caps, throttles })
    expect(outcome).toMatchObject({ status: 'Rejected', reason: 'throttled' })
    expect(usesOf(caps, outcome)).toEqual([])
  })
})

describe('throttles', () => {
  const custom = (filters: ThrottleRecord['filters'], more: Partial<ThrottleRecord> = {}) => ({
    throttles: { default: throttle({ id: publisherId, status: 'Rejected' }), custom: [throttle({ filters, ...more })] },
  })
  const only = (...include: string[]) => ({ include, exclude: [] })
  const except = (...exclude: string[]) => ({ include: [], exclude })

  test('the default counts for offers without a custom one', () => {
    const throttles = { default: throttle({ id: publisherId, status: 'Rejected' }), custom: [] }
    expect(decided({}, { throttles }).decisions).toEqual([
      { rule: 'throttle', id: publisherId, reason: 'throttled', effect: 'reject', detail: '100 %' },
    ])
  })
  test.each<[name: string, by: Partial<ConversionRules>, expected: string]>([
    ['a custom one overrides it', custom({}), 'Pending throttled'],
    ['even for sub IDs it isn’t for', custom({ sub_id: only('other') }), 'Approved'],
    ['a custom one of 0 % lets all through', custom({}, { percentage: 0 }), 'Approved'],
    ['included', custom({ sub_id: only('other', 'blog') }), 'Pending throttled'],
    ['excluded', custom({ sub_id: except('blog') }), 'Approved'],
    ['not excluded', custom({ sub_id: except('other') }), 'Pending throttled'],
    ['included and excluded', custom({ sub_id: { include: ['blog'], exclude: ['blog'] } }), 'Approved'],
    ['all sub IDs have to match', custom({ sub_id: only('blog'), sub_id_2: only('x') }), 'Approved'],
  ])('%s', (_, by, expected) => {
    expect(short(decided({}, by))).toBe(expected)
  })
  test('the oldest of several that match counts', () => {
    const throttles = {
      default: null,
      custom: [
        throttle({ id: '3', status: 'Rejected' }),
        throttle({ id: '2' }),
        throttle({ id: '1', filters: { sub_id: only('other') }, status: 'Rejected' }),
      ],
    }
    expect(decided({}, { throttles }).decisions).toMatchObject([{ id: '2', effect: 'pend' }])
  })
  test('a click’s conversion and its events share their fate', () => {
    for (let round = 0; round < 50; round++) {
      const transactionId = newUuid()
      const throttles = { default: null, custom: [throttle({ percentage: 50 })] }
      expect(decided({ transactionId, isEvent: true }, { throttles }).status).toBe(
        decided({ transactionId }, { throttles }).status,
      )
    }
  })
})

describe('pending', () => {
  const missing = {
    reason: 'rate_missing' as const,
    detail: 'There’s no exchange rate from USD to EUR for 2026-11-28.',
  }

  test('without an exchange rate', () => {
    const outcome = decided({ priced: priced('5', '0', { problem: missing }) }, {})
    expect(outcome).toMatchObject({ status: 'Pending', reason: 'rate_missing', holdUntil: null })
    expect(outcome.decisions).toEqual([{ rule: 'price', id: 'offer', effect: 'pend', ...missing }])
  })
  test('a missing amount is only flagged', () => {
    const problem = { reason: 'amount_missing' as const, detail: '' }
    const outcome = decided({ priced: priced('0', '0', { problem }) }, {})
    expect(outcome).toMatchObject({ status: 'Approved', reason: '', flags: [], decisions: [{ effect: 'flag' }] })
  })
  test('approval by hand', () => {
    expect(decided({}, { isApprovedByHand: true, approvedBy: 'event' })).toMatchObject({
      status: 'Pending',
      reason: 'manual_approval',
      decisions: [{ rule: 'approval', id: 'event' }],
    })
  })
  test('a hold period ends by itself', () => {
    expect(decided({}, { holdDays: 30 })).toMatchObject({
      status: 'Pending',
      reason: 'on_hold',
      holdUntil: time + 30 * 24 * HOUR,
      decisions: [{ rule: 'hold', id: 'offer', effect: 'pend', detail: 'Until 2026-12-28T12:00:00.000Z' }],
    })
  })
  test('unless something else has to be decided, too', () => {
    const outcome = decided({}, { holdDays: 30, isApprovedByHand: true })
    expect(outcome).toMatchObject({ status: 'Pending', reason: 'manual_approval', holdUntil: null })
    expect(outcome.decisions.map(({ rule }) => rule)).toEqual(['approval', 'hold'])
  })
  test('what’s unpaid can be pending', () => {
    const caps = [cap('Payout', '0', { action: 'Accept_Unpaid' })]
    const outcome = decided({}, { caps, isApprovedByHand: true })
    expect(outcome).toMatchObject({ status: 'Pending', reason: 'manual_approval', payout: '0' })
    expect(usesOf(caps, outcome)).toEqual([])
  })
})

test('each step comes after the one before it, and rejecting ends them', () => {
  const everything: ConversionRules = {
    ...rules,
    fraudFilterGroups: [group([{ kind: 'country_mismatch', action: 'Reject' }])],
    blockedSubId: { id: 'block' },
    caps: [cap('Conversions', '0')],
    throttles: { default: throttle({ status: 'Rejected' }), custom: [] },
    isApprovedByHand: true,
    holdDays: 7,
  }
  const about = { country: 'US', clickRejection: 'fraud_bot' }
  const steps: [Partial<ConversionFacts>, Partial<ConversionRules>, string][] = [
    [{}, {}, 'Rejected click_rejected'],
    [{ clickRejection: null }, {}, 'Rejected fraud_country_mismatch'],
    [{}, { fraudFilterGroups: [] }, 'Rejected sub_id_blocked'],
    [{}, { blockedSubId: null }, 'Rejected cap_reached'],
    [{}, { caps: [] }, 'Rejected throttled'],
    [{}, { throttles: { default: throttle(), custom: [] } }, 'Pending throttled'],
    [{}, { throttles: rules.throttles }, 'Pending manual_approval'],
    [{}, { isApprovedByHand: false }, 'Pending on_hold'],
    [{}, { holdDays: 0 }, 'Approved'],
  ]
  let known: ConversionFacts = { ...facts, ...about }
  let by = everything
  for (const [factsNow, rulesNow, expected] of steps) {
    ;[known, by] = [
      { ...known, ...factsNow },
      { ...by, ...rulesNow },
    ]
    const outcome = decide(known, by)
    expect(short(outcome)).toBe(expected)
    expect(
      outcome.decisions.filter(({ effect }) => effect === 'reject').length <= 1 || expected.includes('click'),
    ).toBe(true)
  }
})

describe('any conversion and any rules', () => {
  const id = fc.integer({ min: 0, max: 99 }).map(String)
  const action = fc.constantFrom('Reject', 'Flag')
  const filter = fc
    .oneof(
      fc.record({
        kind: fc.constant('fast_conversion'),
        action,
        active: fc.boolean(),
        seconds: fc.constantFrom(5, 7200),
      }),
      fc.record({ kind: fc.constant('slow_conversion'), action, active: fc.boolean(), hours: fc.constantFrom(1, 48) }),
      fc.record({ kind: fc.constant('country_mismatch'), action, active: fc.boolean() }),
      fc.record({ kind: fc.constant('duplicate_customer'), action, active: fc.boolean() }),
    )
    .map((one) => fraudFilter.parse(one))
  const money = fc.integer({ min: 0, max: 20 }).map(String)
  const subId = fc.constantFrom('', 'blog', 'mail')
  const values = fc.array(fc.constantFrom('blog', 'mail'), { maxLength: 2 })
  const someThrottle = fc.record({
    id,
    percentage: fc.integer({ min: 0, max: 100 }),
    status: fc.constantFrom('Rejected' as const, 'Pending' as const),
    filters: fc.record({ sub_id: fc.record({ include: values, exclude: values }) }, { requiredKeys: [] }),
  })
  const someFacts = fc.record({
    transactionId: fc.uuid(),
    isViewThrough: fc.boolean(),
    clickTime: fc.option(fc.integer({ min: time - 100 * HOUR, max: time })),
    country: fc.constantFrom('', 'DE', 'US'),
    customerConversions: fc.option(fc.nat(3)),
    isEvent: fc.boolean(),
    subIds: subId.map((sub_id) => ({ ...facts.subIds, sub_id })),
    clickRejection: fc.option(fc.constant('fraud_bot'), { freq: 1 }),
    priced: fc.tuple(money, money).map(([payout, revenue]) => priced(payout, revenue)),
  })
  const unique = { selector: ({ id: one }: { id: string }) => one, maxLength: 4 }
  const someRules = fc.record({
    fraudFilterGroups: fc.uniqueArray(
      fc.record({ id, active: fc.boolean(), filters: fc.array(filter, { maxLength: 4 }).map(storedFilters) }),
      unique,
    ),
    blockedSubId: fc.option(fc.record({ id })),
    caps: fc.uniqueArray(
      fc.record({
        id,
        metric: fc.constantFrom('Conversions' as const, 'Payout' as const, 'Revenue' as const),
        action: fc.constantFrom('Fallback' as const, 'Block' as const, 'Accept_Unpaid' as const),
        room: money,
      }),
      unique,
    ),
    throttles: fc.record({
      default: fc.option(someThrottle),
      custom: fc.uniqueArray(someThrottle, unique),
    }),
    isApprovedByHand: fc.boolean(),
    holdDays: fc.constantFrom(0, 7),
  })
  const reordered = (by: ConversionRules): ConversionRules => ({
    ...by,
    fraudFilterGroups: by.fraudFilterGroups.map((one) => ({ ...one, filters: one.filters.toReversed() })).toReversed(),
    caps: by.caps.toReversed(),
    throttles: { ...by.throttles, custom: by.throttles.custom.toReversed() },
  })

  test('have one outcome, whatever the order of lists', () => {
    fc.assert(
      fc.property(someFacts, someRules, (about, by) => {
        const outcome = decided(about, by)
        expect(decided(structuredClone(about), structuredClone(by))).toEqual(outcome)
        expect(decide({ ...facts, ...about }, reordered({ ...rules, ...by }))).toEqual(outcome)
      }),
      { numRuns: 1000 },
    )
  })
  test('never exceed a cap, and explain what isn’t approved', () => {
    fc.assert(
      fc.property(someFacts, someRules, (about, by) => {
        const outcome = decided(about, by)
        const { status, reason, decisions, holdUntil, payout, revenue } = outcome
        const uses = usesOf(by.caps, outcome, about.isEvent)
        for (const { capId, amount } of uses)
          expect(Number(amount)).toBeLessThanOrEqual(Number(by.caps.find((one) => one.id === capId)?.room))
        const has = (effect: string) => decisions.some((one) => one.effect === effect)
        expect(status).toBe(has('reject') ? 'Rejected' : has('pend') ? 'Pending' : 'Approved')
        expect(reason !== '').toBe(status !== 'Approved' || has('unpaid'))
        if (status === 'Rejected') expect(uses).toEqual([])
        if (has('unpaid')) expect([payout, revenue]).toEqual(['0', '0'])
        expect(holdUntil !== null).toBe(status === 'Pending' && reason === 'on_hold')
      }),
      { numRuns: 1000 },
    )
  })
})
