import type { DemoExchangeRate } from './catalog'
import { Random } from './random'
import type { Stamper } from './stamp'

/** What a unit of each currency is worth in EUR, at first. The Czech koruna is missing, so that some conversions wait for its rate. */
const inEuro = { USD: 0.858, GBP: 1.152, CHF: 1.068, PLN: 0.2351, SEK: 0.0912, DKK: 0.1339, NOK: 0.0856 }
const inDollar = { CAD: 0.7312, GBP: 1.3421, AUD: 0.6588, EUR: 1.1655 }
const worth: Readonly<Record<string, Readonly<Record<string, number>>>> = { EUR: inEuro, USD: inDollar }

/** Days ago on which new rates were entered. */
const ENTERED = [132, 101, 71, 40, 10]
/** How far a rate moves from one to the next, at most. */
const DRIFT = 0.012

/** The exchange rates that an organization keeps, to its own currency. */
export function exchangeRatesOf(currency: string, seed: string, stamp: Stamper): DemoExchangeRate[] {
  return Object.entries(worth[currency] ?? {}).flatMap(([from, first]) => {
    const random = new Random(`${seed}/rates/${currency}/${from}`)
    let rate = first
    const rates = ENTERED.map((daysAgo, index) => {
      if (index > 0) rate *= 1 + random.between(-DRIFT, DRIFT)
      return rateOf(stamp(daysAgo), from, currency, rate)
    })
    // A slip of the keyboard, noticed a few days later.
    return from === 'GBP' ? [...rates, rateOf(stamp(9, true), from, currency, first * 10)] : rates
  })
}

function rateOf(stamp: ReturnType<Stamper>, from: string, to: string, rate: number): DemoExchangeRate {
  const validFrom = new Date(stamp.createdAt)
  validFrom.setUTCHours(0, 0, 0, 0)
  return { ...stamp, from, to, rate: rate.toFixed(6), validFrom, source: 'ECB' }
}

/** What a currency is worth in an organization's own, at first. Undefined if it keeps no rate of it. */
export const firstRate = (own: string, from: string): number | undefined => worth[own]?.[from]
