import type { PayoutType, RevenueType, Visibility } from '@/lib/database/generated/client'
import type { Equipment } from './agents'

/** The demo's cast: invented names, on domains that can't be owned (RFC 2606). The numbers are what sets them apart. */

export type Vertical =
  'travel' | 'fashion' | 'electronics' | 'home' | 'food' | 'beauty' | 'sport' | 'family' | 'finance' | 'digital'

/** What publishers are paid and advertisers pay: a percentage for sales and of revenue, otherwise an amount, and both for actions with sales. */
export type Pay = {
  type: PayoutType
  payout: number
  revenueType: RevenueType
  revenue: number
  percents?: { payout: number; revenue: number }
}
const perSale = (payout: number): Pay => ({ type: 'CPS', payout, revenueType: 'RPS', revenue: payout * 1.25 })
const perAction = (payout: number): Pay => ({ type: 'CPA', payout, revenueType: 'RPA', revenue: payout * 1.3 })
const perClick = (payout: number): Pay => ({ type: 'CPC', payout, revenueType: 'RPC', revenue: payout * 1.4 })
const perActionAndSale = (payout: number, percent: number): Pay => ({
  type: 'CPAxCPS',
  payout,
  revenueType: 'RPAxRPS',
  revenue: payout * 1.3,
  percents: { payout: percent, revenue: percent * 1.25 },
})
const perMille = (payout: number): Pay => ({ type: 'CPM', payout, revenueType: 'RPM', revenue: payout * 1.4 })
const shareOfRevenue = (payout: number, revenue: number): Pay => ({
  type: 'PRV',
  payout,
  revenueType: 'RPS',
  revenue,
})

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

function advertiser(
  name: string,
  vertical: Vertical,
  network: string | null,
  popularity: number,
  offers: OfferPlan[],
): AdvertiserPlan {
  return { name, vertical, network, popularity, offers }
}
function offer(name: string, pay: Pay, more: Omit<OfferPlan, 'name' | 'pay'> = {}): OfferPlan {
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

const german = { DE: 0.86, AT: 0.07, CH: 0.04, NL: 0.01, PL: 0.01, TR: 0.01 }
const alpine = { DE: 0.55, AT: 0.25, CH: 0.18, IT: 0.02 }
const british = { GB: 0.78, IE: 0.09, US: 0.06, AU: 0.03, ES: 0.02, IN: 0.02 }
const worldwide = {
  DE: 0.28,
  GB: 0.2,
  US: 0.14,
  FR: 0.08,
  NL: 0.06,
  IN: 0.06,
  BR: 0.05,
  AU: 0.04,
  CA: 0.04,
  NP: 0.02,
  ZA: 0.02,
  AE: 0.01,
}
const nordic = { SE: 0.38, DK: 0.25, NO: 0.2, FI: 0.17 }
const american = { US: 0.89, CA: 0.07, MX: 0.02, GB: 0.02 }
const pacific = { US: 0.72, AU: 0.1, JP: 0.08, SG: 0.05, CA: 0.05 }

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

const northwind: OrganizationPlan = {
  name: 'Northwind Media Network',
  slug: 'northwind',
  timezone: 'Europe/Berlin',
  currency: 'EUR',
  ipStorage: 'anonymised',
  share: 0.88,
  admin: { firstName: 'Ada', lastName: 'Brandt', email: 'ada@northwind.example' },
  accountManager: {
    firstName: 'Kira',
    lastName: 'Feldmann',
    email: 'kira@northwind.example',
    publishers: ['Deal-Post', 'Das Reisemagazin', 'Budget Nomad', 'Modeblick', 'Glowbook'],
  },
  integrations: ['Shop tracking', 'App tracking'],
  networks: ['Kestrel Affiliates', 'Bluefin Partners', 'Tandem Exchange', 'Orchard Performance', 'Meridian Links'],
  advertisers: [
    advertiser('Alpenblick Reisen', 'travel', 'Kestrel Affiliates', 9, [
      offer('Package holidays', perSale(3.5), { deepLinks: true, fallback: true }),
      offer('Ski weekends', perSale(4), { share: 0.35 }),
    ]),
    advertiser('Sundeck Travel', 'travel', 'Bluefin Partners', 6, [
      offer('Cruises', perAction(38), { deepLinks: true }),
      offer('Price alert sign-up', perAction(1.2), { share: 0.4 }),
    ]),
    advertiser('Nordlicht Ferries', 'travel', 'Tandem Exchange', 2.5, [
      offer('Crossings', perSale(4), { fallback: true }),
    ]),
    advertiser('Railhopper', 'travel', null, 4, [offer('Tickets', perClick(0.14), { deepLinks: true })]),
    advertiser('Fadenwerk', 'fashion', 'Kestrel Affiliates', 10, [
      offer('Shop', perSale(9), { deepLinks: true, fallback: true }),
      offer('Outlet', perSale(6), { share: 0.5 }),
      offer('Autumn sale', perSale(11), { share: 0.45, endedDaysAgo: 26, fallback: true }),
    ]),
    advertiser('Linnea & Loom', 'fashion', 'Bluefin Partners', 5, [offer('Shop', perSale(10), { deepLinks: true })]),
    advertiser('Northbound Outfitters', 'fashion', 'Orchard Performance', 4, [offer('Shop', perSale(8))]),
    advertiser('Solestead Shoes', 'fashion', 'Kestrel Affiliates', 6, [
      offer('Shop', perSale(8), { deepLinks: true }),
      offer('App install', perAction(1.8), { share: 0.2, visibility: 'Requires_Approval' }),
    ]),
    advertiser('Velvetine', 'fashion', 'Meridian Links', 2, [offer('Rental wardrobe', perActionAndSale(4, 3))]),
    advertiser('Voltique', 'electronics', 'Kestrel Affiliates', 9, [
      offer('Shop', perSale(2.5), { deepLinks: true, fallback: true }),
      offer('Trade-in', perAction(6), { share: 0.25 }),
    ]),
    advertiser('Pixelgarten', 'electronics', 'Tandem Exchange', 5, [
      offer('Cameras and lenses', perSale(3), { deepLinks: true }),
    ]),
    advertiser('Klangraum Audio', 'electronics', 'Bluefin Partners', 3.5, [offer('Headphones', perSale(5))]),
    advertiser('Circuitry Lane', 'electronics', 'Meridian Links', 2, [offer('Parts and kits', perClick(0.09))]),
    advertiser('Holz & Heim', 'home', 'Kestrel Affiliates', 6, [
      offer('Furniture', perSale(5), { deepLinks: true }),
      offer('Catalogue request', perAction(2.2), { share: 0.25, endedDaysAgo: 61 }),
    ]),
    advertiser('Lumenhaus', 'home', 'Orchard Performance', 3, [offer('Lamps', perSale(8))]),
    advertiser('Casa Tessera', 'home', 'Tandem Exchange', 2.5, [offer('Tiles and samples', perAction(5))]),
    advertiser('Gartenfreude', 'home', 'Bluefin Partners', 3, [offer('Garden shop', perSale(7), { fallback: true })]),
    advertiser('Kornblume Biomarkt', 'food', 'Orchard Performance', 4, [
      offer('Vegetable box', perAction(14)),
      offer('Second box', perAction(6), { share: 0.2, visibility: 'Private' }),
    ]),
    advertiser('Bean There Roasters', 'food', null, 2.5, [offer('Subscription', perAction(8))]),
    advertiser('Vinothek Rheintal', 'food', 'Kestrel Affiliates', 2.5, [
      offer('Wine shop', perSale(9), { deepLinks: true }),
    ]),
    advertiser('Crate Kitchen', 'food', 'Bluefin Partners', 5, [
      offer('Meal kits', perAction(22)),
      offer('Gift boxes', perMille(6), { share: 0.25 }),
    ]),
    advertiser('Mirabel Kosmetik', 'beauty', 'Kestrel Affiliates', 5, [
      offer('Shop', perSale(10), { deepLinks: true }),
      offer('Advent calendar', perSale(7), { share: 0.4 }),
    ]),
    advertiser('Pure Fern', 'beauty', 'Meridian Links', 3, [offer('Skin care', perSale(14))]),
    advertiser('Apotheke Lindenhof', 'beauty', 'Tandem Exchange', 4, [
      offer('Online pharmacy', perSale(4), { fallback: true }),
    ]),
    advertiser('Gipfelsport', 'sport', 'Kestrel Affiliates', 5, [
      offer('Mountain shop', perSale(7), { deepLinks: true }),
    ]),
    advertiser('Radwerk Bikes', 'sport', 'Orchard Performance', 3.5, [
      offer('Bikes', perSale(3)),
      offer('Test ride', perAction(7), { share: 0.3, visibility: 'Requires_Approval' }),
    ]),
    advertiser('Pacewell Running', 'sport', 'Bluefin Partners', 3, [offer('Running shop', perSale(8))]),
    advertiser('Zwergenland', 'family', 'Kestrel Affiliates', 4, [
      offer('Toys and prams', perSale(6), { deepLinks: true }),
    ]),
    advertiser('Pfotenglück', 'family', 'Bluefin Partners', 4, [
      offer('Pet food', perSale(5)),
      offer('Savings plan', perAction(6), { share: 0.3 }),
    ]),
    advertiser('Talero Bank', 'finance', 'Tandem Exchange', 4, [
      offer('Current account', perAction(55), { visibility: 'Requires_Approval' }),
      offer('Credit card', perAction(42), { share: 0.6, visibility: 'Requires_Approval' }),
    ]),
    advertiser('Sichra Versicherung', 'finance', 'Tandem Exchange', 2.5, [
      offer('Car insurance', perAction(48), { visibility: 'Requires_Approval' }),
    ]),
    advertiser('Fonix Mobil', 'finance', 'Meridian Links', 5, [
      offer('SIM only', perAction(18)),
      offer('Fibre', perAction(35), { share: 0.4, visibility: 'Private' }),
    ]),
    advertiser('Lingoroo', 'digital', null, 3.5, [offer('Language course', perAction(12))]),
    advertiser('Tresorly', 'digital', 'Meridian Links', 3, [
      offer('Password manager', perSale(30)),
      offer('VPN', shareOfRevenue(70, 50), { share: 0.8 }),
    ]),
  ],
  publishers: [
    { name: 'Sparfuchs24', kind: 'coupon', size: 100, audience: german, verticals: [], growth: 1.25 },
    {
      name: 'Preisradar',
      kind: 'search',
      size: 62,
      audience: german,
      verticals: ['electronics', 'home', 'sport'],
      growth: 1.1,
    },
    {
      name: 'Deal-Post',
      kind: 'newsletter',
      size: 46,
      audience: german,
      verticals: ['fashion', 'travel', 'beauty', 'food'],
      growth: 1.4,
    },
    { name: 'Cashback Kompass', kind: 'cashback', size: 34, audience: alpine, verticals: [], growth: 1.15 },
    { name: 'Das Reisemagazin', kind: 'content', size: 27, audience: alpine, verticals: ['travel'], growth: 0.8 },
    {
      name: 'Budget Nomad',
      kind: 'content',
      size: 20,
      audience: british,
      verticals: ['travel', 'digital', 'sport'],
      growth: 1.2,
    },
    { name: 'Modeblick', kind: 'content', size: 16, audience: german, verticals: ['fashion', 'beauty'], growth: 1 },
    {
      name: 'Technikecke',
      kind: 'content',
      size: 12.5,
      audience: german,
      verticals: ['electronics', 'digital'],
      growth: 0.95,
      equipment: { phones: 0.34 },
    },
    {
      name: 'Glowbook',
      kind: 'social',
      size: 10,
      audience: worldwide,
      verticals: ['beauty', 'fashion'],
      growth: 2.4,
      equipment: { phones: 0.95, app: 'tiktok' },
    },
    {
      name: 'Le Bon Panier',
      kind: 'coupon',
      size: 8,
      audience: { FR: 0.84, BE: 0.1, CH: 0.06 },
      verticals: [],
      growth: 1.3,
    },
    { name: 'Wohnideen Atelier', kind: 'content', size: 6.5, audience: german, verticals: ['home'], growth: 1.05 },
    {
      name: 'Chatshop Club',
      kind: 'messenger',
      size: 5,
      audience: { DE: 0.5, ES: 0.2, IT: 0.16, BR: 0.14 },
      verticals: ['fashion', 'food', 'family'],
      growth: 1.7,
    },
    {
      name: 'Łowca Okazji',
      kind: 'coupon',
      size: 4,
      audience: { PL: 0.9, DE: 0.05, CZ: 0.05 },
      verticals: ['electronics', 'fashion'],
      growth: 1.1,
    },
    {
      name: 'Gutscheinwelle',
      kind: 'coupon',
      size: 3.2,
      audience: german,
      verticals: [],
      growth: 0.6,
      leftDaysAgo: 24,
    },
    { name: 'Nordisk Spar', kind: 'cashback', size: 2.5, audience: nordic, verticals: [], growth: 1.2 },
    {
      name: 'Neuland Media',
      kind: 'social',
      size: 7,
      audience: german,
      verticals: ['food', 'sport', 'digital'],
      growth: 1.8,
      joinedDaysAgo: 33,
      equipment: { phones: 0.9, app: 'instagram' },
    },
    {
      name: 'Finanzfibel',
      kind: 'content',
      size: 1.6,
      audience: german,
      verticals: ['finance'],
      growth: 1.1,
      equipment: { phones: 0.42 },
    },
    { name: 'Kochgeflüster', kind: 'content', size: 1.1, audience: alpine, verticals: ['food', 'home'], growth: 1 },
    {
      name: 'Laufzeit',
      kind: 'social',
      size: 0.7,
      audience: german,
      verticals: ['sport'],
      growth: 1.1,
      equipment: { phones: 0.8, app: 'facebook' },
    },
    { name: 'Nachtzug Notizen', kind: 'content', size: 0.35, audience: alpine, verticals: ['travel'], growth: 1.3 },
  ],
  happenings: [
    { kind: 'promotion', daysAgo: 96, days: 4, factor: 1.5, verticals: ['fashion', 'beauty'] },
    { kind: 'outage', daysAgo: 79, days: 2, factor: 0.12, publishers: ['Preisradar'] },
    {
      kind: 'promotion',
      daysAgo: 66,
      days: 3,
      factor: 2.6,
      advertisers: ['Voltique', 'Pixelgarten', 'Klangraum Audio'],
    },
    { kind: 'bots', daysAgo: 52, days: 2, factor: 9, publishers: ['Sparfuchs24'] },
    {
      kind: 'promotion',
      daysAgo: 44,
      days: 6,
      factor: 1.8,
      advertisers: ['Alpenblick Reisen', 'Sundeck Travel', 'Nordlicht Ferries'],
    },
    { kind: 'pause', daysAgo: 31, days: 2, advertisers: ['Fadenwerk'] },
    { kind: 'outage', daysAgo: 18, days: 1, factor: 0.45 },
    { kind: 'promotion', daysAgo: 10, days: 4, factor: 1.9, verticals: ['fashion', 'electronics', 'home'] },
  ],
}

const harborlight: OrganizationPlan = {
  name: 'Harborlight Partners',
  slug: 'harborlight',
  timezone: 'America/New_York',
  currency: 'USD',
  ipStorage: 'full',
  share: 0.12,
  admin: { firstName: 'Marcus', lastName: 'Reyes', email: 'marcus@harborlight.example' },
  accountManager: {
    firstName: 'Dana',
    lastName: 'Whitfield',
    email: 'dana@harborlight.example',
    publishers: ['Clipwise', 'The Daily Stack'],
  },
  integrations: ['Storefronts'],
  networks: ['Keystone Performance', 'Lakeshore Affiliates', 'Redwood Exchange'],
  advertisers: [
    advertiser('Granite & Pine', 'home', 'Keystone Performance', 6, [
      offer('Shop', perSale(6), { deepLinks: true }),
      offer('Design consultation', perAction(25), { share: 0.3 }),
    ]),
    advertiser('Harbor Coffee', 'food', 'Lakeshore Affiliates', 4, [offer('Subscription', perAction(9))]),
    advertiser('Summit Loft', 'home', 'Keystone Performance', 5, [
      offer('Mattresses', perAction(60), { fallback: true }),
    ]),
    advertiser('Trailhead Supply', 'sport', 'Redwood Exchange', 4, [
      offer('Outdoor shop', perSale(7), { deepLinks: true }),
      offer('Winter clearance', perSale(9), { share: 0.5, endedDaysAgo: 40 }),
    ]),
    advertiser('Brightline Eyewear', 'fashion', 'Lakeshore Affiliates', 3, [offer('Frames', perSale(12))]),
    advertiser('Copperfield Insurance', 'finance', null, 2, [
      offer('Quote', perAction(16), { visibility: 'Requires_Approval' }),
    ]),
    advertiser('Juniper Pet', 'family', 'Redwood Exchange', 3, [offer('Autoship', perClick(0.22))]),
  ],
  publishers: [
    { name: 'Clipwise', kind: 'coupon', size: 50, audience: american, verticals: [], growth: 1.2 },
    {
      name: 'The Daily Stack',
      kind: 'newsletter',
      size: 28,
      audience: american,
      verticals: ['food', 'home', 'finance'],
      growth: 1.3,
    },
    { name: 'Trailnotes', kind: 'content', size: 14, audience: pacific, verticals: ['sport', 'family'], growth: 1.1 },
    { name: 'Porchlight Home', kind: 'content', size: 7, audience: american, verticals: ['home'], growth: 0.9 },
    {
      name: 'Lens & Look',
      kind: 'social',
      size: 3,
      audience: american,
      verticals: ['fashion'],
      growth: 1.6,
      equipment: { phones: 0.93, app: 'instagram' },
    },
  ],
  happenings: [
    { kind: 'promotion', daysAgo: 61, days: 4, factor: 2.1, verticals: ['home'] },
    { kind: 'outage', daysAgo: 37, days: 1, factor: 0.1, publishers: ['Clipwise'] },
    { kind: 'bots', daysAgo: 20, days: 3, factor: 6, publishers: ['The Daily Stack'] },
  ],
}

/** The main organization first. */
export const plans: readonly OrganizationPlan[] = [northwind, harborlight]
