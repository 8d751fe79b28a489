import type { z } from 'zod'
import type { fraudFilterGroupInput } from '@/lib/catalog/rules/fraud-filters'
import type { targeting } from '@/lib/catalog/rules/targeting'
import type { CapAction, CapMetric, CapPeriod, ThrottleStatus } from '@/lib/database/generated/client'
import type { Pay } from './world'

// What organizations agree on with advertisers and publishers, by their names. Offers are called “Advertiser – Offer”.

export type EventPlan = { offer: string; name: string; pay: Pay; active?: boolean; archived?: boolean }
export type PayoutPlan = { publisher: string; offer: string; event?: string; pay: Pay; archived?: boolean }
export type ThrottlePlan = {
  publisher: string
  offer: string
  percentage: number
  status: ThrottleStatus
  subIds?: readonly string[]
  active?: boolean
  archived?: boolean
}
export type BlockPlan = {
  publisher: string
  offer: string
  subId: string
  description: string
  daysAgo: number
  archived?: boolean
}
export type CapPlan = {
  offer: string
  publisher?: string
  subId?: string
  metric: CapMetric
  period: CapPeriod
  action: CapAction
  /** A limit, or how much of it is used, by which it's set. */
  limit: number | { used: number }
  daysAgo: number
  active?: boolean
  archived?: boolean
}
/** An approval that isn't left to chance. */
export type ApplicationPlan = {
  publisher: string
  offer: string
  status: 'Approved' | 'Pending' | 'Rejected'
  note: string
  answer?: string
  daysAgo: number
}

export type TermsPlan = {
  tags: readonly {
    name: string
    color: string
    advertisers?: readonly string[]
    publishers?: readonly string[]
    offers?: readonly string[]
    archived?: boolean
  }[]
  /** A domain without publishers is for all of them. None is the default, so that the demo's links work where it runs. */
  domains: readonly {
    host: string
    description: string
    publishers?: readonly string[]
    active?: boolean
    archived?: boolean
  }[]
  targetingGroups: readonly {
    name: string
    description: string
    targeting: z.input<typeof targeting>
    offers: readonly string[]
    archived?: boolean
  }[]
  /** Targeting of single offers. */
  targeting: Readonly<Record<string, z.input<typeof targeting>>>
  fraudFilterGroups: readonly (Pick<z.input<typeof fraudFilterGroupInput>, 'name' | 'description' | 'filters'> & {
    offers: readonly string[]
    events?: readonly string[]
    active?: boolean
    archived?: boolean
  })[]
  /** Terms and conditions of offers. */
  conditions: Readonly<Record<string, string>>
  /** What publishers must not do. */
  restrictions: Readonly<Record<string, string>>
  events: readonly EventPlan[]
  applications: readonly ApplicationPlan[]
  customPayouts: readonly PayoutPlan[]
  customThrottles: readonly ThrottlePlan[]
  blockedSubIds: readonly BlockPlan[]
  caps: readonly CapPlan[]
  /** Records that were given up before the first click that's still known. */
  retired: {
    integrations: readonly { name: string; description: string; archived: boolean }[]
    networks: readonly string[]
    advertisers: readonly { name: string; archived: boolean }[]
    publishers: readonly string[]
    offers: readonly { advertiser: string; name: string; pay: Pay }[]
    landingPages: readonly { offer: string; name: string }[]
  }
}

const sale = (payout: number): Pay => ({ type: 'CPS', payout, revenueType: 'RPS', revenue: payout * 1.25 })
const action = (payout: number): Pay => ({ type: 'CPA', payout, revenueType: 'RPA', revenue: payout * 1.3 })

const bankTerms = `1. Advertise only on the sites named in your application.
2. Don’t promise interest rates, bonuses, or approval. Use the texts and images we provide.
3. Don’t bid on the bank’s name, alone or with other words.
4. Leads are paid once the customer has identified themselves, which takes up to 30 days.`

const northwind: TermsPlan = {
  tags: [
    {
      name: 'Top partner',
      color: 'green',
      publishers: ['Sparfuchs24', 'Preisradar', 'Deal-Post'],
      advertisers: ['Fadenwerk', 'Voltique', 'Alpenblick Reisen'],
    },
    {
      name: 'Seasonal',
      color: 'amber',
      offers: [
        'Alpenblick Reisen – Ski weekends',
        'Fadenwerk – Autumn sale',
        'Mirabel Kosmetik – Advent calendar',
        'Gartenfreude – Garden shop',
      ],
    },
    {
      name: 'Compliance check',
      color: 'red',
      advertisers: ['Talero Bank', 'Sichra Versicherung'],
      offers: [
        'Talero Bank – Current account',
        'Talero Bank – Credit card',
        'Sichra Versicherung – Car insurance',
        'Mirabel Kosmetik – Advent calendar',
      ],
      publishers: ['Finanzfibel'],
    },
    { name: 'New', color: 'blue', publishers: ['Neuland Media', 'Nachtzug Notizen'] },
    { name: 'Summer 2025', color: 'violet', archived: true },
  ],
  domains: [
    { host: 'go.northwind.example', description: 'For all publishers.' },
    {
      host: 'links.nordisk-spar.example',
      description: 'Domain of the publisher Nordisk Spar, also used by Kochgeflüster.',
      publishers: ['Nordisk Spar', 'Kochgeflüster'],
    },
    { host: 'klick.northwind.example', description: 'Replaced by go.northwind.example.', active: false },
    { host: 'track.northwind.example', description: 'The first domain, given up in 2025.', archived: true },
  ],
  targetingGroups: [
    {
      name: 'Germany, Austria, Switzerland',
      description: 'Shops that ship to these countries only.',
      targeting: { country: { include: ['DE', 'AT', 'CH'] } },
      offers: ['Kornblume Biomarkt – Second box', 'Casa Tessera – Tiles and samples'],
    },
    {
      name: 'Smartphones',
      description: 'Apps for iOS and Android.',
      targeting: { device: { include: ['Mobile', 'Tablet'] }, os: { include: ['iOS', 'Android'] } },
      offers: ['Solestead Shoes – App install'],
    },
    {
      name: 'Berlin and Brandenburg',
      description: 'Same-day delivery, which was a test.',
      targeting: { region: { include: ['DE-BE', 'DE-BB'] } },
      offers: [],
      archived: true,
    },
  ],
  targeting: {
    'Talero Bank – Current account': { country: { include: ['DE', 'AT'] } },
    'Sichra Versicherung – Car insurance': { country: { include: ['DE'] } },
    'Radwerk Bikes – Test ride': { region: { exclude: ['DE-MV', 'DE-ST'] } },
    'Fonix Mobil – Fibre': { country: { include: ['DE'] }, device: { exclude: ['SmartTV', 'Console'] } },
    'Lingoroo – Language course': { language: { exclude: ['tr'] } },
  },
  fraudFilterGroups: [
    {
      name: 'Standard',
      description: 'Flags what’s worth a look. Nothing is rejected.',
      filters: [
        { kind: 'bot', action: 'Flag' },
        { kind: 'visitor_clicks', action: 'Flag', clicks: 3, minutes: 60 },
        { kind: 'language_mismatch', action: 'Flag' },
      ],
      offers: [
        'Fadenwerk – Shop',
        'Voltique – Shop',
        'Railhopper – Tickets',
        'Circuitry Lane – Parts and kits',
        'Crate Kitchen – Meal kits',
        'Fonix Mobil – SIM only',
      ],
    },
    {
      name: 'Finance',
      description: 'For leads that are expensive.',
      filters: [
        { kind: 'bot', action: 'Flag' },
        { kind: 'data_center', action: 'Flag' },
        { kind: 'proxy', action: 'Flag' },
        { kind: 'empty_referrer', action: 'Flag', active: false },
        { kind: 'timezone_mismatch', action: 'Flag' },
        { kind: 'sub_id_clicks', action: 'Flag', clicks: 200, minutes: 1440 },
      ],
      offers: ['Talero Bank – Current account', 'Talero Bank – Credit card', 'Sichra Versicherung – Car insurance'],
      events: ['First deposit', 'Contract signed'],
    },
    {
      name: 'Known click farms',
      description: 'Addresses and sites reported by other networks.',
      filters: [
        { kind: 'blocked_ip', action: 'Reject', values: ['192.0.2.0/24', '198.51.100.0/24'] },
        { kind: 'blocked_referrer', action: 'Reject', values: ['clickparty.example', 'paid-to-surf.example'] },
        { kind: 'blocked_user_agent', action: 'Reject', values: ['HeadlessChrome', 'PhantomJS'] },
      ],
      offers: ['Railhopper – Tickets', 'Circuitry Lane – Parts and kits'],
    },
    {
      name: 'Black Friday 2025',
      description: 'Stricter limits for one week.',
      filters: [{ kind: 'visitor_clicks', action: 'Reject', clicks: 5, minutes: 10 }],
      offers: [],
      active: false,
    },
    {
      name: 'First attempt',
      description: '',
      filters: [{ kind: 'bot', action: 'Reject' }],
      offers: [],
      archived: true,
    },
  ],
  conditions: {
    'Talero Bank – Current account': bankTerms,
    'Talero Bank – Credit card': bankTerms,
    'Sichra Versicherung – Car insurance':
      '1. Comparison tables must show the date of the prices.\n2. No emails to people who haven’t agreed to receive them.',
    'Solestead Shoes – App install': 'Incentivized installs aren’t paid. No pop-ups, no push ads.',
    'Radwerk Bikes – Test ride': 'A test ride is paid when it has taken place.',
  },
  restrictions: {
    'Fadenwerk – Shop': 'No brand bidding. Coupon codes only from our newsletter to publishers.',
    'Voltique – Shop': 'Don’t show prices that are older than a day.',
    'Alpenblick Reisen – Package holidays': 'No toolbars or browser extensions.',
    'Fonix Mobil – Fibre': 'No phone sales.',
  },
  events: [
    { offer: 'Talero Bank – Current account', name: 'First deposit', pay: action(20) },
    { offer: 'Talero Bank – Credit card', name: 'Card used', pay: action(12.5) },
    { offer: 'Sichra Versicherung – Car insurance', name: 'Contract signed', pay: action(30) },
    { offer: 'Crate Kitchen – Meal kits', name: 'Third box', pay: action(8) },
    { offer: 'Lingoroo – Language course', name: 'Free trial', pay: action(1.5) },
    { offer: 'Lingoroo – Language course', name: 'Annual plan', pay: sale(25) },
    { offer: 'Sundeck Travel – Cruises', name: 'Brochure ordered', pay: action(2), active: false },
    { offer: 'Tresorly – Password manager', name: 'Family upgrade', pay: sale(15), archived: true },
  ],
  applications: [
    {
      publisher: 'Finanzfibel',
      offer: 'Talero Bank – Current account',
      status: 'Approved',
      note: 'We compare 40 current accounts and update the table every Monday.',
      answer: 'Welcome! Please link to the table, not the home page.',
      daysAgo: 210,
    },
    {
      publisher: 'Neuland Media',
      offer: 'Talero Bank – Credit card',
      status: 'Pending',
      note: 'Our channel has 84,000 followers aged 25 to 40. We’d start with two stories a week.',
      daysAgo: 2,
    },
    {
      publisher: 'Nachtzug Notizen',
      offer: 'Talero Bank – Credit card',
      status: 'Pending',
      note: 'Travelers ask us which card has no fees abroad.',
      daysAgo: 5,
    },
    {
      publisher: 'Laufzeit',
      offer: 'Radwerk Bikes – Test ride',
      status: 'Pending',
      note: '',
      daysAgo: 1,
    },
    {
      publisher: 'Cashback Kompass',
      offer: 'Sichra Versicherung – Car insurance',
      status: 'Rejected',
      note: 'Our members get part of the payout.',
      answer: 'The insurer doesn’t allow cashback.',
      daysAgo: 75,
    },
    {
      publisher: 'Glowbook',
      offer: 'Solestead Shoes – App install',
      status: 'Approved',
      note: 'Three creators would present the app.',
      answer: '',
      daysAgo: 48,
    },
  ],
  customPayouts: [
    { publisher: 'Sparfuchs24', offer: 'Fadenwerk – Shop', pay: sale(10.5) },
    { publisher: 'Sparfuchs24', offer: 'Voltique – Shop', pay: sale(3) },
    { publisher: 'Preisradar', offer: 'Voltique – Trade-in', pay: action(7) },
    { publisher: 'Deal-Post', offer: 'Alpenblick Reisen – Package holidays', pay: sale(4.25) },
    { publisher: 'Cashback Kompass', offer: 'Crate Kitchen – Meal kits', pay: action(26) },
    { publisher: 'Finanzfibel', offer: 'Talero Bank – Current account', pay: action(65) },
    { publisher: 'Finanzfibel', offer: 'Talero Bank – Current account', event: 'First deposit', pay: action(25) },
    { publisher: 'Budget Nomad', offer: 'Tresorly – VPN', pay: { ...sale(42), type: 'PRV', payout: 75 } },
    { publisher: 'Gutscheinwelle', offer: 'Fadenwerk – Outlet', pay: sale(7), archived: true },
  ],
  customThrottles: [
    { publisher: 'Sparfuchs24', offer: 'Crate Kitchen – Meal kits', percentage: 10, status: 'Pending' },
    {
      publisher: 'Cashback Kompass',
      offer: 'Fonix Mobil – SIM only',
      percentage: 25,
      status: 'Rejected',
      subIds: ['m100042', 'm100107'],
    },
    { publisher: 'Le Bon Panier', offer: 'Fadenwerk – Outlet', percentage: 50, status: 'Pending', active: false },
    { publisher: 'Gutscheinwelle', offer: 'Fadenwerk – Shop', percentage: 30, status: 'Rejected', archived: true },
  ],
  blockedSubIds: [
    {
      publisher: 'Sparfuchs24',
      offer: 'Fonix Mobil – SIM only',
      subId: 'push',
      description: 'The advertiser doesn’t want push notifications.',
      daysAgo: 64,
    },
    {
      publisher: 'Preisradar',
      offer: 'Voltique – Trade-in',
      subId: 'ag-1',
      description: 'Bids on the brand’s name.',
      daysAgo: 29,
    },
    {
      publisher: 'Glowbook',
      offer: 'Pure Fern – Skin care',
      subId: 'reel',
      description: 'Reels without an ad label. Waiting for new ones.',
      daysAgo: 8,
    },
    {
      publisher: 'Le Bon Panier',
      offer: 'Velvetine – Rental wardrobe',
      subId: 'push',
      description: 'A misunderstanding.',
      daysAgo: 90,
      archived: true,
    },
  ],
  caps: [
    {
      offer: 'Railhopper – Tickets',
      metric: 'Clicks',
      period: 'Month',
      action: 'Fallback',
      limit: { used: 0.98 },
      daysAgo: 100,
    },
    {
      offer: 'Circuitry Lane – Parts and kits',
      metric: 'Clicks',
      period: 'Total',
      action: 'Accept_Unpaid',
      limit: { used: 0.99 },
      daysAgo: 60,
    },
    {
      offer: 'Crate Kitchen – Meal kits',
      publisher: 'Sparfuchs24',
      metric: 'Clicks',
      period: 'Day',
      action: 'Block',
      limit: { used: 0.7 },
      daysAgo: 45,
    },
    {
      offer: 'Crate Kitchen – Meal kits',
      publisher: 'Sparfuchs24',
      subId: 'push',
      metric: 'Clicks',
      period: 'Month',
      action: 'Fallback',
      limit: { used: 0.5 },
      daysAgo: 45,
    },
    {
      offer: 'Talero Bank – Credit card',
      metric: 'Conversions',
      period: 'Month',
      action: 'Fallback',
      limit: 250,
      daysAgo: 90,
    },
    {
      offer: 'Tresorly – VPN',
      metric: 'Payout',
      period: 'Week',
      action: 'Accept_Unpaid',
      limit: 2500,
      daysAgo: 80,
      active: false,
    },
    {
      offer: 'Lingoroo – Language course',
      metric: 'Clicks',
      period: 'Hour',
      action: 'Block',
      limit: 500,
      daysAgo: 110,
      archived: true,
    },
  ],
  retired: {
    integrations: [
      { name: 'Pixel tracking', description: 'Advertisers have moved to server-to-server tracking.', archived: false },
      { name: 'Import from the old system', description: 'Used once, when we moved.', archived: true },
    ],
    networks: ['Gannet Media'],
    advertisers: [
      { name: 'Teefreund', archived: false },
      { name: 'Wolkenbett', archived: true },
    ],
    publishers: ['Rabattkiste'],
    offers: [{ advertiser: 'Wolkenbett', name: 'Mattresses', pay: action(45) }],
    landingPages: [{ offer: 'Fadenwerk – Shop', name: 'Spring collection' }],
  },
}

const harborlight: TermsPlan = {
  tags: [
    { name: 'Key account', color: 'green', advertisers: ['Granite & Pine'], publishers: ['Clipwise'] },
    { name: 'Holiday season', color: 'red', offers: ['Summit Loft – Mattresses'] },
  ],
  domains: [{ host: 'go.harborlight.example', description: 'For all publishers.' }],
  targetingGroups: [
    {
      name: 'North America',
      description: '',
      targeting: { country: { include: ['US', 'CA'] } },
      offers: ['Copperfield Insurance – Quote'],
    },
  ],
  targeting: {},
  fraudFilterGroups: [
    {
      name: 'Standard',
      description: '',
      filters: [{ kind: 'bot', action: 'Flag' }],
      offers: ['Juniper Pet – Autoship'],
    },
  ],
  conditions: {},
  restrictions: {},
  events: [{ offer: 'Harbor Coffee – Subscription', name: 'Second delivery', pay: action(4) }],
  applications: [],
  customPayouts: [{ publisher: 'Clipwise', offer: 'Granite & Pine – Shop', pay: sale(7) }],
  customThrottles: [],
  blockedSubIds: [],
  caps: [
    {
      offer: 'Juniper Pet – Autoship',
      metric: 'Clicks',
      period: 'Month',
      action: 'Fallback',
      limit: { used: 0.8 },
      daysAgo: 70,
    },
  ],
  retired: { integrations: [], networks: [], advertisers: [], publishers: [], offers: [], landingPages: [] },
}

/** By the organization's slug. */
export const termsPlans: Readonly<Record<string, TermsPlan>> = { northwind, harborlight }
