import type { Visibility } from '@/lib/database/generated/client'
import type { Equipment } from './agents'
import type { Pay } from './pay'

// What describes an organization of the demo, and its traffic.

export type Vertical =
  'travel' | 'fashion' | 'electronics' | 'home' | 'food' | 'beauty' | 'sport' | 'family' | 'finance' | 'digital'

export type OfferPlan = {
  name: string
  pay: Pay
  visibility?: Visibility
  /** Visitors relative to the advertiser's first offer. */
  share?: number
  deepLinks?: boolean
  /** Sends rejected clicks to the advertiser's home page. */
  fallback?: boolean
  /** Ended this many days before the last. Links to it that are still around have been rejected since. */
  endedDaysAgo?: number
}
export type AdvertiserPlan = {
  name: string
  vertical: Vertical
  network: string | null
  popularity: number
  offers: OfferPlan[]
}

/** An advertiser and its offers. */
export function advertiser(
  name: string,
  vertical: Vertical,
  network: string | null,
  popularity: number,
  offers: OfferPlan[],
): AdvertiserPlan {
  return { name, vertical, network, popularity, offers }
}
/** An offer, visible to everyone unless it says otherwise. */
export function offer(name: string, pay: Pay, more: Omit<OfferPlan, 'name' | 'pay'> = {}): OfferPlan {
  return { name, pay, ...more }
}

/** A kind of publisher. The traits of each kind are in prisma/demo/kinds.ts. */
export type Kind = 'coupon' | 'content' | 'cashback' | 'newsletter' | 'messenger' | 'social' | 'search'

export type PublisherPlan = {
  name: string
  kind: Kind
  /** Its share of all clicks, in any unit. */
  size: number
  /** Country codes with their share of visitors. */
  audience: Readonly<Record<string, number>>
  /** What it writes about; empty means everything. */
  verticals: readonly Vertical[]
  /** Its traffic at the end of the four months relative to the start. */
  growth: number
  joinedDaysAgo?: number
  leftDaysAgo?: number
  equipment?: Equipment
}

/** A shock to part of the traffic that lasts `days` days, starting `daysAgo` days before the last. */
export type Happening = {
  daysAgo: number
  days: number
  /** Names of the publishers or advertisers it affects; all if absent. */
  publishers?: readonly string[]
  advertisers?: readonly string[]
  verticals?: readonly Vertical[]
} & (
  | { kind: 'promotion' | 'outage'; factor: number }
  /** The advertiser's offers are switched off, so clicks are rejected. */
  | { kind: 'pause' }
  /** Bots send `factor` times as many clicks as usual. */
  | { kind: 'bots'; factor: number }
)

type PersonPlan = { firstName: string; lastName: string; email: string }

export type OrganizationPlan = {
  name: string
  slug: string
  timezone: string
  currency: string
  ipStorage: 'full' | 'anonymised'
  /** Share of all demo clicks. */
  share: number
  admin: PersonPlan
  /** Sees only the publishers assigned to them, listed by name. */
  accountManager: PersonPlan & { publishers: readonly string[] }
  integrations: readonly string[]
  networks: readonly string[]
  advertisers: readonly AdvertiserPlan[]
  publishers: readonly PublisherPlan[]
  happenings: readonly Happening[]
}
