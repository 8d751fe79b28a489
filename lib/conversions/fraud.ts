import type { FraudFilterGroupRecord, FraudFilterRecord } from '@/lib/catalog/records'
import { conversionFilterKinds, type ConversionFilterKind } from '@/lib/catalog/rules/fraud-filters'
import type { Decision } from './decision'

// Fraud filters on conversions. What a filter can't tell, because something is unknown, it doesn't catch.

/** How many clicks and conversions a sub ID had. */
export type SubIdCounts = { clicks: number; conversions: number }

/** What fraud filters look at. */
export type FraudFacts = {
  /** ms since 1970 */
  time: number
  /** Null for conversions without a click. */
  clickTime: number | null
  /** ISO 3166-1 alpha-2 codes of the customer and of the click, or '' when unknown. A postback's sender isn't the customer. */
  country: string
  clickCountry: string
  /** Earlier conversions of the customer that weren't rejected, of the same offer and event. Null when the customer is unknown. */
  customerConversions: number | null
  /**
   * The clicks of people and the conversions that weren't rejected, of the same publisher, offer, event, and sub_id: in the 24 hours before this
   * conversion, and in the 30 days before those. Null without a sub_id.
   */
  subIdRecent: SubIdCounts | null
  subIdBefore: SubIdCounts | null
}

/** Facts that take a query, and are only needed for some filters. */
export type CostlyFact = 'customerConversions' | 'subIdRates'

const costly: Readonly<Partial<Record<ConversionFilterKind, CostlyFact>>> = {
  duplicate_customer: 'customerConversions',
  sub_id_rate: 'subIdRates',
}

/** A sub ID with fewer clicks has no history to compare with. */
const LEAST_CLICKS = 100

const kinds: ReadonlySet<string> = new Set(conversionFilterKinds)
const isKnown = (kind: string): kind is ConversionFilterKind => kinds.has(kind)

/** The filters on conversions that are on. */
function* filtersOf(groups: readonly FraudFilterGroupRecord[]) {
  for (const group of groups)
    if (group.active)
      for (const filter of group.filters) {
        const { kind } = filter
        if (filter.active && isKnown(kind)) yield { group, filter, kind }
      }
}

/** Which costly facts the filters of these groups look at. All others can be null. */
export function factsNeeded(groups: readonly FraudFilterGroupRecord[]): ReadonlySet<CostlyFact> {
  const needed = new Set<CostlyFact>()
  for (const { kind } of filtersOf(groups)) {
    const fact = costly[kind]
    if (fact) needed.add(fact)
  }
  return needed
}

/** What the filters catch, one decision per filter, by kind. */
export function fraudDecisions(groups: readonly FraudFilterGroupRecord[], facts: FraudFacts): Decision[] {
  const found: Decision[] = []
  for (const { group, filter, kind } of filtersOf(groups)) {
    const detail = caught(kind, filter, facts)
    if (detail === undefined) continue
    const effect = filter.action === 'Reject' ? 'reject' : 'flag'
    found.push({ rule: 'fraud_filter', id: group.id, reason: `fraud_${kind}`, effect, detail })
  }
  return found.toSorted((a, b) => compare(keyOf(a), keyOf(b)))
}

// The order of groups and filters means nothing, so that reordering them changes nothing.
const keyOf = ({ reason, effect, id, detail }: Decision) =>
  `${order.indexOf(reason)} ${effect === 'reject' ? 0 : 1} ${id} ${detail}`
const order: readonly string[] = conversionFilterKinds.map((kind) => `fraud_${kind}`)
const compare = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0)

const SECOND = 1000
const HOUR = 3_600_000

/** What's suspicious about a conversion, in words, or undefined if nothing is. */
function caught(kind: ConversionFilterKind, filter: FraudFilterRecord, facts: FraudFacts): string | undefined {
  const { time, clickTime } = facts
  switch (kind) {
    case 'fast_conversion':
      if (clickTime === null || time - clickTime >= filter.seconds * SECOND) return undefined
      return `${elapsed(time - clickTime)} after the click, and less than ${filter.seconds} s is suspicious`
    case 'slow_conversion':
      if (clickTime === null || time - clickTime <= filter.hours * HOUR) return undefined
      return `${elapsed(time - clickTime)} after the click, and more than ${filter.hours} h is suspicious`
    case 'country_mismatch': {
      const { country, clickCountry } = facts
      if (country === '' || clickCountry === '' || country === clickCountry) return undefined
      return `Clicked in ${clickCountry}, converted in ${country}`
    }
    case 'duplicate_customer': {
      const { customerConversions: earlier } = facts
      if (earlier === null || earlier === 0) return undefined
      return `${earlier} earlier ${earlier === 1 ? 'conversion' : 'conversions'} by the same customer`
    }
    case 'sub_id_rate': {
      const { subIdRecent: recent, subIdBefore: before } = facts
      if (!recent || !before || before.clicks < LEAST_CLICKS) return undefined
      const conversions = recent.conversions + 1
      // A sub ID that never converted counts as if it had once, because every rate is infinitely higher than none.
      const usual = Math.max(before.conversions, 1)
      const clicks = Math.max(recent.clicks, 1)
      if (conversions < filter.conversions || conversions * before.clicks <= filter.times * usual * clicks)
        return undefined
      return `${conversions} conversions of ${clicks} clicks in 24 hours, and ${before.conversions} of ${before.clicks} in the 30 days before`
    }
  }
}

/** A time in words, exact enough to compare with a filter's. */
function elapsed(ms: number): string {
  if (ms < 600 * SECOND) return `${Math.floor(ms / SECOND)} s`
  return ms < 2 * HOUR ? `${Math.floor(ms / 60 / SECOND)} min` : `${Math.floor(ms / HOUR)} h`
}
