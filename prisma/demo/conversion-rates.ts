import type { DemoOffer, DemoPublisher } from './catalog'
import type { Kind, Vertical } from './plan'
import { Random } from './random'

// How many clicks convert, how long that takes, and what people spend.

/** Conversions per million clicks. */
const LEAST = 5_000
const MOST = 60_000

/** Percent of clicks that become an order, and that become a lead or the like. */
const percents: Readonly<Record<Vertical, { sale: number; action: number }>> = {
  travel: { sale: 0.9, action: 1.6 },
  fashion: { sale: 2.2, action: 3.6 },
  electronics: { sale: 1.4, action: 2.4 },
  home: { sale: 1.2, action: 2.6 },
  food: { sale: 2.9, action: 2.3 },
  beauty: { sale: 2.8, action: 3 },
  sport: { sale: 1.7, action: 2.2 },
  family: { sale: 2.6, action: 2.9 },
  finance: { sale: 1, action: 1.3 },
  digital: { sale: 1.5, action: 3.2 },
}

/** People with a coupon in hand buy; those who scroll by don't. In percent of the usual rate. */
const channels: Readonly<Record<Kind, number>> = {
  cashback: 190,
  coupon: 125,
  search: 145,
  newsletter: 95,
  messenger: 80,
  content: 70,
  social: 42,
}

/** What an order usually costs, in EUR or USD. */
const baskets: Readonly<Record<Vertical, number>> = {
  travel: 540,
  fashion: 82,
  electronics: 190,
  home: 165,
  food: 52,
  beauty: 44,
  sport: 98,
  family: 61,
  finance: 120,
  digital: 48,
}

/** Whether an offer's price depends on what's sold. */
export const hasAmount = ({ row }: DemoOffer): boolean => row.payoutType.includes('CPS') || row.payoutType === 'PRV'

/** Conversions per million clicks of an offer through a channel of average quality. 0 if its advertiser pays for clicks or impressions. */
export function rateOf({ row, advertiser }: DemoOffer, seed: string): number {
  if (row.payoutType === 'CPC' || row.payoutType === 'CPM') return 0
  const { sale, action } = percents[advertiser.plan.vertical]
  const own = new Random(`${seed}/rate/${row.slug}`).between(0.75, 1.3)
  return Math.round((row.payoutType === 'CPA' ? action : sale) * own * 10_000)
}

/** The percentage of the usual rate that a publisher's clicks convert at. */
export const channelOf = ({ plan }: DemoPublisher): number => channels[plan.kind]

/** A SQL expression for the rate of an offer through a publisher, from these two. */
export const combined = (rate: string, channel: string): string =>
  `if(${rate} = 0, 0, least(${MOST}, greatest(${LEAST}, intDiv(${rate} * ${channel}, 100))))`

/** What someone pays, in EUR or USD. */
export function drawBasket({ advertiser }: DemoOffer, random: Random): number {
  return baskets[advertiser.plan.vertical] * Math.exp(0.55 * random.normal())
}

const SECOND = 1000
const HOUR = 3600 * SECOND
const DAY = 24 * HOUR

/** The time from a click to its conversion, in ms: minutes for most, days for some, and more than the offer's window for very few. */
export function drawDelay(random: Random): number {
  const kind = random.fraction()
  if (kind < 0.004) return Math.floor(random.between(31, 45) * DAY)
  const rest =
    kind < 0.65 ? random.exponential(11 * 60 * SECOND) : random.exponential(kind < 0.88 ? 4 * HOUR : 2.5 * DAY)
  return Math.floor(25 * SECOND + (rest % (28 * DAY)))
}
