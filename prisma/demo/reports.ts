import { timeOf, type Attributed } from '@/lib/conversions/attribute'
import { foundClick, type FoundClick } from '@/lib/conversions/facts'
import { foundColumns } from '@/lib/conversions/find-clicks'
import type { Report } from '@/lib/conversions/outcome'
import type { EventLog } from '@/lib/events/log'
import { literal, sql, value } from '@/lib/events/sql'
import type { DemoOffer, DemoOrganization } from './catalog'
import { channelOf, combined, drawBasket, drawDelay, hasAmount, rateOf } from './conversion-rates'
import { Customers, type DemoCustomer } from './customers'
import { firstRate } from './exchange-rates'
import { Random } from './random'

// What advertisers report: which clicks converted, when, and for how much. What becomes of it is up to lib/conversions.

export type DemoReports = { reports: Attributed[]; customers: DemoCustomer[] }

const DAY = 24 * 60 * 60 * 1000
/** Rejected clicks and bots convert now and then, in percent of the usual rate. */
const REJECTED = 3
const BOTS = 1

/** Currencies that shops charge abroad. */
const currencies: Readonly<Record<string, string>> = {
  CH: 'CHF',
  GB: 'GBP',
  US: 'USD',
  PL: 'PLN',
  SE: 'SEK',
  DK: 'DKK',
  NO: 'NOK',
  CA: 'CAD',
  AU: 'AUD',
  CZ: 'CZK',
}
/** Worth of currencies without a rate, roughly. */
const UNKNOWN_WORTH = 0.04

type Follow = { name: string; chance: number; days: readonly [number, number]; amount?: number }
/** What happens after a conversion, by offer. */
const follows: Readonly<Record<string, readonly Follow[]>> = {
  'Talero Bank – Current account': [{ name: 'First deposit', chance: 0.62, days: [2, 18] }],
  'Talero Bank – Credit card': [{ name: 'Card used', chance: 0.55, days: [5, 24] }],
  'Sichra Versicherung – Car insurance': [{ name: 'Contract signed', chance: 0.48, days: [1, 20] }],
  'Crate Kitchen – Meal kits': [{ name: 'Third box', chance: 0.44, days: [14, 24] }],
  'Lingoroo – Language course': [
    { name: 'Free trial', chance: 0.5, days: [0.01, 1] },
    { name: 'Annual plan', chance: 0.21, days: [7, 12], amount: 71.88 },
  ],
  'Sundeck Travel – Cruises': [{ name: 'Brochure ordered', chance: 0.04, days: [1, 6] }],
  'Tresorly – Password manager': [{ name: 'Family upgrade', chance: 0.06, days: [3, 20], amount: 59.88 }],
  'Harbor Coffee – Subscription': [{ name: 'Second delivery', chance: 0.58, days: [13, 16] }],
}

/**
 * What's reported about an organization's clicks until now, oldest first. The same clicks lead to the same reports.
 * @param now ms since 1970
 */
export async function demoReports(
  events: Pick<EventLog, 'query'>,
  demo: DemoOrganization,
  { seed, now }: { seed: string; now: number },
): Promise<DemoReports> {
  const clicks = [...(await convertingClicks(events, demo, seed)), ...(await convertingImpressions(events, demo))]
  const random = new Random(`${seed}/conversions/${demo.row.slug}`)
  const customers = new Customers(random.fork('customers'))
  const offers = new Map(demo.offers.map((offer) => [offer.row.incrementalId, offer]))
  const blocks = blocksOf(demo)
  const reports = clicks.flatMap((click) => {
    const offer = offers.get(click.offer)
    if (!offer) return []
    const made = reportsOf(click, offer, demo, customers, random)
    // What was reported before a block isn't rejected by it.
    const blockedAt = blocks.get(`${click.publisher} ${click.offer} ${click.sub_id}`)
    return blockedAt === undefined ? made : made.filter(({ report }) => report.time >= blockedAt)
  })
  return {
    reports: reports.filter(({ report }) => report.time < now).toSorted((a, b) => a.report.time - b.report.time),
    customers: customers.by(now),
  }
}

/** The clicks that convert: the event log draws them by their IDs, so that millions of others never leave it. */
function convertingClicks(
  events: Pick<EventLog, 'query'>,
  { row, offers, publishers }: DemoOrganization,
  seed: string,
): Promise<FoundClick[]> {
  const numbers = (list: readonly number[]) => value('Array(UInt32)', list)
  const rates = offers.map((offer) => rateOf(offer, seed))
  const rate = sql`transform(offer, ${numbers(offers.map((offer) => offer.row.incrementalId))}, ${numbers(rates)}, 0)`
  const channels = publishers.map(channelOf)
  const channel = sql`transform(publisher, ${numbers(publishers.map((one) => one.row.incrementalId))}, ${numbers(channels)}, 0)`
  return events.query({
    work: 'demo',
    sql: sql`
      WITH ${rate} AS offer_rate, ${channel} AS publisher_factor, ${literal(combined('offer_rate', 'publisher_factor'))} AS usual,
        intDiv(usual * multiIf(bot, ${literal(String(BOTS))}, status = 'Approved', 100, ${literal(String(REJECTED))}), 100) AS chance
      SELECT ${foundColumns.click} FROM click
      WHERE organization = ${value('UUID', row.id)} AND cityHash64(id, 'conversion') % 1000000 < chance
      ORDER BY time, id`,
    row: foundClick,
  })
}

/** Few of those who only saw an ad convert. */
const PER_MILLION_IMPRESSIONS = 1500

function convertingImpressions(
  events: Pick<EventLog, 'query'>,
  { row, offers }: DemoOrganization,
): Promise<FoundClick[]> {
  const numbers = offers.filter((one) => one.row.viewThroughAttributionEnabled).map((one) => one.row.incrementalId)
  return events.query({
    work: 'demo',
    sql: sql`
      SELECT ${foundColumns.impression} FROM impression
      WHERE organization = ${value('UUID', row.id)} AND offer IN ${value('Array(UInt32)', numbers)}
        AND status = 'Approved' AND NOT bot AND cityHash64(id, 'conversion') % 1000000 < ${literal(String(PER_MILLION_IMPRESSIONS))}
      ORDER BY time, id`,
    row: foundClick,
  })
}

function reportsOf(
  click: FoundClick,
  offer: DemoOffer,
  { plan, row }: DemoOrganization,
  customers: Customers,
  random: Random,
): Attributed[] {
  const time = timeOf(click) + drawDelay(random)
  const customer = customers.draw(click, offer, time)
  const report: Report = {
    organizationId: row.id,
    ...senderOf(click, offer),
    transactionId: click.id,
    offerId: null,
    event: null,
    ...saleOf(click, offer, plan.currency, random),
    externalId: `${offer.advertiser.row.slug.slice(0, 2).toUpperCase()}-${100_000 + random.below(900_000)}`,
    status: offer.row.cookieTrackingEnabled ? null : statusOf(offer, random),
    rejectedReason: null,
    time,
    customer: customer ? { id: customer.id } : null,
  }
  const all = [report]
  // Senders that get no answer in time repeat themselves.
  if (random.chance(0.015)) all.push({ ...report, time: time + 1000 + Math.floor(random.exponential(40_000)) })
  for (const { name, chance, days, amount } of follows[offer.row.name] ?? []) {
    if (!random.chance(chance)) continue
    // Some get ahead of their conversion.
    const after = random.chance(0.015) ? -2000 : Math.floor(random.between(...days) * DAY)
    all.push({
      ...report,
      // Much later, the shop only knows whose event it is.
      ...(customer ? ({ source: 'postback', allowedOfferId: null, country: '' } as const) : {}),
      event: { name },
      amount: amount === undefined ? null : String(amount),
      amountCurrency: null,
      status: null,
      externalId: '',
      time: Math.max(time + after, timeOf(click) + 1000),
    })
  }
  return all.map((one) => ({ report: one, click }))
}

/** Small shops have no server that sends postbacks, so a pixel on their pages does. */
const senderOf = (
  { country }: FoundClick,
  { row }: DemoOffer,
): Pick<Report, 'source' | 'allowedOfferId' | 'country'> =>
  row.cookieTrackingEnabled
    ? { source: 'pixel', allowedOfferId: row.id, country }
    : { source: 'postback', allowedOfferId: null, country: '' }

/** What's sold, in the shop's currency or the customer's. */
function saleOf(click: FoundClick, offer: DemoOffer, own: string, random: Random) {
  const basket = drawBasket(offer, random)
  const isForeign = random.chance(0.8)
  // A shop forgets to fill it in.
  if (!hasAmount(offer) || random.chance(0.003)) return { amount: null, amountCurrency: null }
  const local = currencies[click.country]
  if (local === undefined || local === own || !isForeign) return { amount: basket.toFixed(2), amountCurrency: null }
  return { amount: (basket / (firstRate(own, local) ?? UNKNOWN_WORTH)).toFixed(2), amountCurrency: local }
}

/** Trips count once they've taken place. */
function statusOf({ advertiser }: DemoOffer, random: Random): Report['status'] {
  if (random.chance(0.006)) return 'Rejected'
  return advertiser.plan.vertical === 'travel' && random.chance(0.18) ? 'Pending' : null
}

/** When sub IDs were blocked, by publisher, offer, and sub ID. */
function blocksOf({ terms, offers, publishers }: DemoOrganization): ReadonlyMap<string, number> {
  const offerNumbers = new Map(offers.map(({ row }) => [row.id, row.incrementalId]))
  const publisherNumbers = new Map(publishers.map(({ row }) => [row.id, row.incrementalId]))
  return new Map(
    terms.blockedSubIds.flatMap(({ publisherId, offerId, subId, createdAt, archivedAt }) =>
      archivedAt
        ? []
        : [
            [
              `${publisherNumbers.get(publisherId)} ${offerNumbers.get(offerId)} ${subId}`,
              createdAt.getTime(),
            ] as const,
          ],
    ),
  )
}
