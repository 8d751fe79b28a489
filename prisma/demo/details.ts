import type { PromotionalMethod } from '@/lib/database/generated/client'
import type { Random } from './random'
import type { TermsPlan } from './terms-plan'
import type { Kind, OrganizationPlan, PublisherPlan, Vertical } from './plan'

// Contact and billing details, and what offers say about themselves. Phone numbers are those set aside for fiction.

type Home = { company: string; cities: readonly string[]; streets: readonly string[]; taxId: string; payment: string }
const german: Home = {
  company: 'GmbH',
  cities: ['Leipzig', 'Hamburg', 'Köln', 'München', 'Bremen'],
  streets: ['Lindenstraße', 'Hafenweg', 'Am Markt', 'Gartenallee'],
  taxId: 'DE',
  payment: 'SEPA transfer',
}
const homes: Readonly<Record<string, Home>> = {
  DE: german,
  GB: {
    company: 'Ltd',
    cities: ['Leeds', 'Bristol', 'Glasgow'],
    streets: ['Mill Lane', 'Station Road', 'Park Street'],
    taxId: 'GB',
    payment: 'Bank transfer',
  },
  FR: {
    company: 'SAS',
    cities: ['Lyon', 'Nantes'],
    streets: ['Rue des Lilas', 'Quai de la Gare'],
    taxId: 'FR',
    payment: 'SEPA transfer',
  },
  PL: {
    company: 'sp. z o.o.',
    cities: ['Wrocław', 'Gdańsk'],
    streets: ['ul. Polna', 'ul. Lipowa'],
    taxId: 'PL',
    payment: 'SEPA transfer',
  },
  SE: {
    company: 'AB',
    cities: ['Malmö', 'Uppsala'],
    streets: ['Storgatan', 'Skolgatan'],
    taxId: 'SE',
    payment: 'Wise',
  },
  US: {
    company: 'LLC',
    cities: ['Portland', 'Austin', 'Boston'],
    streets: ['Maple Avenue', 'Harbor Street', '5th Street'],
    taxId: '',
    payment: 'ACH transfer',
  },
}

const methods: Readonly<Record<Kind, PromotionalMethod[]>> = {
  coupon: ['Content', 'Push'],
  content: ['Content'],
  cashback: ['Content', 'Email'],
  newsletter: ['Email'],
  messenger: ['SMS', 'Other'],
  social: ['Social'],
  search: ['Search'],
}
const descriptions: Readonly<Record<Kind, string>> = {
  coupon: 'Coupons and deals, checked by editors every day.',
  content: 'Articles and tests with links to shops.',
  cashback: 'Members get part of the payout back.',
  newsletter: 'Newsletters twice a week.',
  messenger: 'Offers sent to subscribers in messengers.',
  social: 'Creators and their followers.',
  search: 'Search ads that lead straight to shops.',
}

const digits = (random: Random, count: number) =>
  Array.from({ length: count }, (_, index) => (index === 0 ? 1 + random.below(9) : random.below(10))).join('')

function phone(country: string, random: Random): string {
  return country === 'US' ? `+1 212 555 01${10 + random.below(90)}` : `+49 30 23125 ${digits(random, 3)}`
}

export function publisherDetails(
  { name, kind, audience }: PublisherPlan,
  { currency }: OrganizationPlan,
  host: string,
  number: number,
  random: Random,
) {
  const [country = 'DE'] = Object.keys(audience)
  const home = homes[country] ?? german
  const city = random.pick(home.cities)
  const address = `${random.pick(home.streets)} ${1 + random.below(80)}\n${10_000 + random.below(89_000)} ${city}`
  return {
    externalId: `P-${1000 + number}`,
    companyName: `${name} ${home.company}`,
    phone: phone(country, random),
    messenger: random.chance(0.3) ? `@${host.split('.')[0]}` : '',
    address,
    city,
    country,
    countries: Object.keys(audience),
    website: `https://www.${host}`,
    description: descriptions[kind],
    promotionalMethods: [...methods[kind]],
    billingName: `${name} ${home.company}`,
    billingEmail: `billing@${host}`,
    billingAddress: address,
    billingCountry: country,
    billingTaxId: home.taxId && `${home.taxId}${digits(random, 9)}`,
    billingCurrency: currency,
    paymentMethod: home.payment,
    paymentDetails: `Monthly, from 50 ${currency}.`,
    throttleEnabled: kind === 'cashback',
    throttlePercentage: kind === 'cashback' ? 5 : 0,
    fraudVisibilityEnabled: kind !== 'cashback' && random.chance(0.4),
    postbackManagerEnabled: random.chance(0.5),
  }
}

export function advertiserDetails(
  name: string,
  host: string,
  { timezone }: OrganizationPlan,
  number: number,
  person: { firstName: string; lastName: string },
  random: Random,
) {
  const country = timezone.startsWith('America') ? 'US' : 'DE'
  const home = homes[country] ?? german
  return {
    ...person,
    externalId: `A-${2000 + number}`,
    companyName: `${name} ${home.company}`,
    email: `partners@${host}`,
    phone: phone(country, random),
    address: `${random.pick(home.streets)} ${1 + random.below(80)}\n${10_000 + random.below(89_000)} ${random.pick(home.cities)}`,
    country,
  }
}

const categories: Readonly<Record<Vertical, string>> = {
  travel: 'Travel',
  fashion: 'Fashion',
  electronics: 'Electronics',
  home: 'Home and garden',
  food: 'Food and drink',
  beauty: 'Health and beauty',
  sport: 'Sports',
  family: 'Family and pets',
  finance: 'Finance',
  digital: 'Software',
}

/** What an offer has besides its price. Publishers can preview every other offer. */
export function offerDetails(vertical: Vertical, name: string, number: number, plan: TermsPlan) {
  const conditions = plan.conditions[name]
  const targeting = plan.targeting[name]
  return {
    externalId: `O-${3000 + number}`,
    categories: [categories[vertical]],
    offerPreviewEnabled: number % 2 === 0,
    restrictionNote: plan.restrictions[name] ?? '',
    ...(conditions && { termsAndConditionsEnabled: true, termsAndConditions: conditions }),
    ...(targeting && { targetingSimpleEnabled: true, simpleTargeting: targeting }),
    manuallyApproveConversions: vertical === 'finance',
    // Orders can be sent back.
    holdDays: vertical === 'fashion' ? 30 : 0,
  }
}
