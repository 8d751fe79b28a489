import { describe, expect, test } from 'vitest'
import { priceConversion, type Prices, type Sale, type StoredPrice } from './price'

// Every expected amount was calculated by hand. docs/decisions/0024-money.md has the rules.

const nothing: StoredPrice = {
  payoutType: 'Unknown',
  payout: '0',
  payoutPercent: '0',
  revenueType: 'Unknown',
  revenue: '0',
  revenuePercent: '0',
}
const sale: Sale = { amount: '80', amountCurrency: null, currency: 'EUR', day: '2026-11-28' }

const priced = (offer: Partial<StoredPrice>, more: Partial<Prices> = {}, sold: Partial<Sale> = {}) =>
  priceConversion(
    { offer: { ...nothing, payoutType: 'CPA', revenueType: 'RPA', ...offer }, ...more },
    { ...sale, ...sold },
  )

describe('types', () => {
  test.each<[name: string, offer: Partial<StoredPrice>, payout: string, revenue: string]>([
    ['CPA and RPA: fixed', { payout: '5', revenue: '7.25' }, '5', '7.25'],
    ['CPA of a fraction of a cent', { payout: '0.000001', revenue: '0.0049' }, '0.000001', '0.0049'],
    ['CPS: 12.5 % of 80', { payoutType: 'CPS', payoutPercent: '12.5' }, '10', '0'],
    ['CPAxCPS: 3 and 10 % of 80', { payoutType: 'CPAxCPS', payout: '3', payoutPercent: '10' }, '11', '0'],
    ['CPC pays clicks', { payoutType: 'CPC', payout: '0.5' }, '0', '0'],
    ['CPM pays impressions', { payoutType: 'CPM', payout: '2' }, '0', '0'],
    ['RPS: 20 % of 80', { revenueType: 'RPS', revenuePercent: '20' }, '0', '16'],
    ['RPAxRPS: 1.5 and 5 % of 80', { revenueType: 'RPAxRPS', revenue: '1.5', revenuePercent: '5' }, '0', '5.5'],
    ['RPC earns by the click', { revenueType: 'RPC', revenue: '0.9' }, '0', '0'],
    ['RPM earns by impressions', { revenueType: 'RPM', revenue: '4' }, '0', '0'],
    ['PRV: 70 % of a fixed 7.25', { payoutType: 'PRV', payoutPercent: '70', revenue: '7.25' }, '5.075', '7.25'],
    [
      'PRV: 60 % of 20 % of 80',
      { payoutType: 'PRV', payoutPercent: '60', revenueType: 'RPS', revenuePercent: '20' },
      '9.6',
      '16',
    ],
    [
      'PRV of revenue by the click',
      { payoutType: 'PRV', payoutPercent: '60', revenueType: 'RPC', revenue: '1' },
      '0',
      '0',
    ],
    ['PRV: 100 %', { payoutType: 'PRV', payoutPercent: '100', revenue: '0.333333' }, '0.333333', '0.333333'],
  ])('%s', (_, offer, payout, revenue) => {
    expect(priced(offer)).toMatchObject({ payout, revenue, currency: 'EUR', problem: null })
  })
})

describe('rounding, half up to six decimal places, once', () => {
  test.each<[name: string, amount: string, percent: string, payout: string]>([
    ['0.0000005 goes up', '0.00001', '5', '0.000001'],
    ['0.0000004 goes down', '0.00001', '4', '0'],
    ['1.0000015 goes up, not to even', '100.00015', '1', '1.000002'],
    ['1.0000025 goes up', '100.00025', '1', '1.000003'],
    // 19.99 × 7.333333 % = 1.4659332667
    ['a third', '19.99', '7.333333', '1.465933'],
    // 999999999999.999999 × 99.999999 % = 999999989999.999999 + 1e-14
    ['27 digits', '999999999999.999999', '99.999999', '999999989999.999999'],
    // What floats get wrong: 1.005 × 100 % and 0.1 + 0.2.
    ['1.005', '1.005', '100', '1.005'],
  ])('%s', (_, amount, payoutPercent, payout) => {
    expect(priced({ payoutType: 'CPS', payoutPercent }, {}, { amount }).payout).toBe(payout)
  })
  test('a fixed part and a percentage are rounded together', () => {
    // 0.1 + 0.2000004 and 0.1 + 0.2000005
    const both = (amount: string) =>
      priced({ payoutType: 'CPAxCPS', payout: '0.1', payoutPercent: '1' }, {}, { amount }).payout
    expect([both('20.00004'), both('20.00005')]).toEqual(['0.3', '0.300001'])
  })
  test('PRV is a percentage of the revenue as stored', () => {
    // 0.00001 × 5 % is 0.0000005, stored as 0.000001. Half of the former would be 0.00000025, stored as 0.
    expect(
      priced(
        { payoutType: 'PRV', payoutPercent: '50', revenueType: 'RPS', revenuePercent: '5' },
        {},
        { amount: '0.00001' },
      ),
    ).toMatchObject({ revenue: '0.000001', payout: '0.000001' })
  })
  test('amounts too large to be stored aren’t guessed', () => {
    const large = { amount: '999999999999', amountCurrency: 'USD', rate: { rate: '2', day: '2026-11-01' } }
    expect(priced({ payoutType: 'CPS', payoutPercent: '100', revenue: '3' }, {}, large)).toMatchObject({
      payout: '0',
      revenue: '3',
      problem: { reason: 'amount_too_large', detail: '1999999999998 has more than 12 digits.' },
    })
  })
})

describe('precedence', () => {
  const custom = (payout: string, revenue?: string): StoredPrice => ({
    ...nothing,
    payoutType: 'CPA',
    payout,
    ...(revenue === undefined ? {} : { revenueType: 'RPA', revenue }),
  })
  const all: Partial<Prices> = {
    custom_event: custom('4', '40'),
    custom_offer: custom('3', '30'),
    event: custom('2', '20'),
  }
  test.each<[name: string, more: Partial<Prices>, payout: [string, string], revenue: [string, string]]>([
    ['publisher, offer, and event', all, ['4', 'custom_event'], ['40', 'custom_event']],
    ['publisher and offer', { ...all, custom_event: undefined }, ['3', 'custom_offer'], ['30', 'custom_offer']],
    ['event', { event: all.event }, ['2', 'event'], ['20', 'event']],
    ['offer', {}, ['1', 'offer'], ['10', 'offer']],
    [
      'payout and revenue separately',
      { ...all, custom_event: custom('4') },
      ['4', 'custom_event'],
      ['30', 'custom_offer'],
    ],
    [
      'Unknown leaves both to the next',
      { ...all, custom_event: nothing },
      ['3', 'custom_offer'],
      ['30', 'custom_offer'],
    ],
    ['0 is a price', { custom_offer: custom('0') }, ['0', 'custom_offer'], ['10', 'offer']],
  ])('%s', (_, more, [payout, payoutSource], [revenue, revenueSource]) => {
    expect(priced({ payout: '1', revenue: '10' }, more)).toMatchObject({ payout, payoutSource, revenue, revenueSource })
  })
  test('a publisher’s PRV takes its share of the offer’s revenue', () => {
    const share = { ...nothing, payoutType: 'PRV' as const, payoutPercent: '80' }
    expect(priced({ payout: '9', revenueType: 'RPS', revenuePercent: '10' }, { custom_offer: share })).toMatchObject({
      revenue: '8',
      revenueType: 'RPS',
      payout: '6.4',
      payoutType: 'PRV',
    })
  })
  test('a publisher’s price per click means that conversions pay nothing', () => {
    const perClick = { ...nothing, payoutType: 'CPC' as const, payout: '0.2' }
    expect(priced({ payout: '9', revenue: '12' }, { custom_offer: perClick })).toMatchObject({
      payout: '0',
      payoutType: 'CPC',
      revenue: '12',
    })
  })
})

describe('currencies', () => {
  const bySale = { payoutType: 'CPS', payoutPercent: '10', revenueType: 'RPS', revenuePercent: '20' } as const
  const rate = { rate: '0.8612345678', day: '2026-11-27' }
  const inDollars = { amount: '19.99', amountCurrency: 'USD' }

  test('an amount in another currency is converted exactly, and rounded only at the end', () => {
    // 19.99 × 0.8612345678 = 17.216079010322; 10 % and 20 % of it
    expect(priced(bySale, {}, { ...inDollars, rate })).toMatchObject({
      payout: '1.721608',
      revenue: '3.443216',
      currency: 'EUR',
      rate: '0.8612345678',
      rateDate: '2026-11-27',
      problem: null,
    })
  })
  test('an amount in the offer’s currency needs no rate', () => {
    expect(priced(bySale, {}, { amount: '10', amountCurrency: 'EUR', rate })).toMatchObject({
      payout: '1',
      rate: null,
      rateDate: null,
    })
  })
  test('a missing rate is named', () => {
    expect(priced({ ...bySale, payoutType: 'CPAxCPS', payout: '3' }, {}, inDollars)).toMatchObject({
      payout: '3',
      revenue: '0',
      rate: null,
      problem: { reason: 'rate_missing', detail: 'There’s no exchange rate from USD to EUR for 2026-11-28.' },
    })
  })
  test('PRV of an unknown revenue is unknown, too', () => {
    expect(priced({ ...bySale, payoutType: 'PRV' }, {}, inDollars)).toMatchObject({
      payout: '0',
      problem: { reason: 'rate_missing' },
    })
  })
  test('a rate that no price depends on isn’t missed, and is kept if there’s one', () => {
    expect(priced({ payout: '3', revenue: '5' }, {}, inDollars)).toMatchObject({ payout: '3', problem: null })
    expect(priced({ payout: '3', revenue: '5' }, {}, { ...inDollars, rate })).toMatchObject({
      payout: '3',
      rate: '0.8612345678',
    })
    expect(priced({ payoutType: 'CPS', payoutPercent: '0' }, {}, inDollars).problem).toBeNull()
  })
  test('a sale without an amount pays only what’s fixed', () => {
    expect(priced({ payoutType: 'CPAxCPS', payout: '3', payoutPercent: '10' }, {}, { amount: null })).toMatchObject({
      payout: '3',
      problem: { reason: 'amount_missing' },
    })
    expect(priced({ payout: '3' }, {}, { amount: null }).problem).toBeNull()
    expect(priced({ payoutType: 'CPS', payoutPercent: '10' }, {}, { amount: '0' })).toMatchObject({
      payout: '0',
      problem: null,
    })
  })
})
