import type { z } from 'zod'
import type { advertiserInput } from '@/lib/catalog/rules/advertiser'
import type { campaignInput } from '@/lib/catalog/rules/campaign'
import type { exchangeRateInput } from '@/lib/catalog/rules/exchange-rate'
import type { integrationInput } from '@/lib/catalog/rules/integration'
import type { landingPageInput } from '@/lib/catalog/rules/landing-page'
import type { networkInput } from '@/lib/catalog/rules/network'
import type { offerInput } from '@/lib/catalog/rules/offer'
import type { organizationInput } from '@/lib/catalog/rules/organization'
import type { publisherInput } from '@/lib/catalog/rules/publisher'
import type { userInput } from '@/lib/catalog/rules/user'
import { slugify } from '@/lib/catalog/slug'
import { addDays, startOfDay, type Day } from '@/lib/time'
import { approvalOf, type DemoApproval } from './applications'
import { campaignsOf } from './campaigns'
import { capsOf, type DemoCap } from './caps'
import { advertiserDetails, offerDetails, publisherDetails } from './details'
import { exchangeRatesOf } from './exchange-rates'
import { groupsOf, type DemoGroups } from './groups'
import { FIRST_NAMES, LAST_NAMES } from './names'
import type { Pay } from './pay'
import { priceOf, type PriceColumns } from './price'
import { Random, sampler } from './random'
import { retiredOf, type DemoRetired } from './retired'
import { shortLinksOf, type DemoLinks } from './short-links'
import { stamper, type Stamp } from './stamp'
import { namesOf, termsOf, type DemoTerms } from './terms'
import { harborlightTerms } from './harborlight-terms'
import { northwindTerms } from './northwind-terms'
import type { TermsPlan } from './terms-plan'
import type { AdvertiserPlan, OfferPlan, OrganizationPlan, PublisherPlan } from './plan'
import { plans } from './world'

/** Number of days with clicks, including the last. */
export const DAYS = 120

const DAY = 24 * 60 * 60 * 1000

/** What organizations agree on with others, by their slug. */
const termsPlans: Readonly<Record<string, TermsPlan>> = { northwind: northwindTerms, harborlight: harborlightTerms }

/** Offers whose impressions convert, too. */
const viewThrough: ReadonlySet<string> = new Set(['Sundeck Travel – Cruises', 'Crate Kitchen – Meal kits'])

/** What conversions are called. */
const conversionNames: Readonly<Partial<Record<Pay['type'], string>>> = {
  CPS: 'Order',
  PRV: 'Order',
  CPAxCPS: 'Order',
  CPA: 'Sign-up',
}

/** A record that will get this number and slug. */
type Planned<Input> = Input & { id: string; incrementalId: number; slug: string }

/** An organization and its whole catalog, along with the plans that describe its traffic. */
export type DemoOrganization = {
  plan: OrganizationPlan
  row: z.input<typeof organizationInput> & { id: string; slug: string }
  integrations: (z.input<typeof integrationInput> & { id: string })[]
  networks: Planned<z.input<typeof networkInput>>[]
  advertisers: DemoAdvertiser[]
  publishers: DemoPublisher[]
  offers: DemoOffer[]
  campaigns: DemoCampaign[]
  approvals: DemoApproval[]
  termsPlan: TermsPlan
  groups: DemoGroups
  terms: DemoTerms
  caps: DemoCap[]
  exchangeRates: DemoExchangeRate[]
  retired: DemoRetired
  shortLinks: DemoLinks
  users: (z.input<typeof userInput> & { id: string })[]
}
export type DemoExchangeRate = z.input<typeof exchangeRateInput> & Stamp
export type DemoAdvertiser = {
  plan: AdvertiserPlan
  row: Planned<z.input<typeof advertiserInput>>
  network: number
  website: string
}
export type DemoPublisher = {
  plan: PublisherPlan
  row: Planned<z.input<typeof publisherInput>> & { email: string }
  host: string
}
export type DemoOffer = {
  plan: OfferPlan
  advertiser: DemoAdvertiser
  row: Planned<Omit<z.input<typeof offerInput>, 'landingPages'>> & {
    deepLinkHosts: string[]
    currency: string
  } & PriceColumns
  landingPages: (z.input<typeof landingPageInput> & { id: string; incrementalId: number })[]
}
export type DemoCampaign = {
  publisher: DemoPublisher
  row: z.input<typeof campaignInput> & { id: string }
  slug: string
  /** The day a broadcast was sent; null for flows, which run all the time. */
  sent: Day | null
}

/** Both organizations, the main one first. The same seed and last day produce the same rows, including IDs. */
export function demoOrganizations({ seed, lastDay }: { seed: string; lastDay: Day }): DemoOrganization[] {
  return plans.map((plan) => organization(plan, lastDay, seed))
}

/** The IDs of the demo's organizations, which don't depend on the day. */
export function organizationId(seed: string, slug: string): string {
  return new Random(`${seed}/organization/${slug}`).uuid(Date.UTC(2024, 2, 4))
}

export const organizationIds = (seed: string) => plans.map(({ slug }) => organizationId(seed, slug))

function organization(plan: OrganizationPlan, lastDay: Day, seed: string): DemoOrganization {
  const id = organizationId(seed, plan.slug)
  const random = new Random(`${seed}/catalog/${plan.slug}`)
  const end = startOfDay(lastDay, plan.timezone).getTime()
  const before = (days: number) => new Date(end - days * DAY)
  const clickDays = Array.from({ length: DAYS }, (_, index) => addDays(lastDay, index + 1 - DAYS))
  const termsPlan = termsPlans[plan.slug]
  if (!termsPlan) throw new Error(`The demo has no terms of ${plan.slug}.`)
  const adminId = new Random(`${seed}/admin/${plan.slug}`).uuid(before(650).getTime())
  /** What clicks don't depend on has random numbers of its own. */
  const stampOf = (kind: string) => stamper(end, adminId, random.fork(kind))
  const detail = random.fork('details')
  const groups = groupsOf(termsPlan, stampOf('groups'))
  const groupOf = (offer: string) =>
    groups.targetingGroups[termsPlan.targetingGroups.findIndex(({ offers: names }) => names.includes(offer))]
  const changed = (daysAgo: number | undefined) => (daysAgo === undefined ? {} : { updatedAt: before(daysAgo) })
  /** Columns that every record has. Records were created one by one, before the first click. */
  const base = (age: number) => {
    const createdAt = before(age)
    return { id: random.uuid(createdAt.getTime()), createdAt, updatedAt: createdAt }
  }

  const integrations = plan.integrations.map((name, index) => ({
    ...base(640 - index),
    name,
    lastUpdatedById: adminId,
  }))
  const networks = plan.networks.map((name, index) => ({
    ...base(620 - index),
    incrementalId: index + 1,
    slug: slugify(name, 'network'),
    name,
    website: `https://www.${slugify(name, 'network')}.example`,
    lastUpdatedById: adminId,
  }))
  const advertisers = plan.advertisers.map((advertiserPlan, index): DemoAdvertiser => {
    const network = plan.networks.indexOf(advertiserPlan.network ?? '')
    const slug = slugify(advertiserPlan.name, 'advertiser')
    const website = `https://www.${slug}.example`
    const row = {
      ...base(600 - 6 * index),
      incrementalId: index + 1,
      slug,
      name: advertiserPlan.name,
      networkId: networks[network]?.id ?? null,
      // Kira only manages publishers.
      managerId: index % 3 === 0 ? adminId : null,
      website,
      ...advertiserDetails(
        advertiserPlan.name,
        `${slug}.example`,
        plan,
        index + 1,
        { firstName: detail.pick(FIRST_NAMES), lastName: detail.pick(LAST_NAMES) },
        detail,
      ),
      lastUpdatedById: adminId,
    }
    return { plan: advertiserPlan, row, network: network + 1, website }
  })
  const { publishers: managed, ...accountManager } = plan.accountManager
  const managerId = new Random(`${seed}/account-manager/${plan.slug}`).uuid(before(640).getTime())
  const publishers = plan.publishers.map((publisherPlan, index): DemoPublisher => {
    const slug = slugify(publisherPlan.name, 'publisher')
    const host = `${slug}.example`
    const row = {
      ...base(publisherPlan.joinedDaysAgo ?? 590 - 11 * index),
      incrementalId: index + 1,
      slug,
      name: publisherPlan.name,
      email: `team@${host}`,
      managerId: managed.includes(publisherPlan.name) ? managerId : null,
      active: publisherPlan.leftDaysAgo === undefined,
      ...publisherDetails(publisherPlan, plan, host, index + 1, detail),
      lastUpdatedById: adminId,
      ...changed(publisherPlan.leftDaysAgo),
    }
    return { plan: publisherPlan, row, host }
  })

  let pages = 0
  const offers = advertisers
    .flatMap((advertiser) => advertiser.plan.offers.map((offerPlan) => ({ advertiser, offerPlan })))
    .map(({ advertiser, offerPlan }, index): DemoOffer => {
      const { pay } = offerPlan
      const name = `${advertiser.plan.name} – ${offerPlan.name}`
      const row = {
        ...base(560 - 5 * index),
        incrementalId: index + 1,
        integrationId: random.pick(integrations).id,
        advertiserId: advertiser.row.id,
        slug: slugify(name, 'offer'),
        name,
        description: `${offerPlan.name} at ${advertiser.plan.name}.`,
        active: offerPlan.endedDaysAgo === undefined,
        visibility: offerPlan.visibility ?? 'Public',
        fallbackUrl: offerPlan.fallback ? `${advertiser.website}/` : null,
        deepLinkEnabled: offerPlan.deepLinks ?? false,
        deepLinkHosts: offerPlan.deepLinks ? [new URL(advertiser.website).hostname.replace('www.', '')] : [],
        currency: plan.currency,
        conversionName: conversionNames[pay.type] ?? '',
        // Small shops have no server that reports.
        cookieTrackingEnabled: advertiser.plan.network === null,
        viewThroughAttributionEnabled: viewThrough.has(name),
        ...priceOf(pay),
        ...offerDetails(advertiser.plan.vertical, name, index + 1, termsPlan),
        targetingGroupId: groupOf(name)?.id ?? null,
        lastUpdatedById: adminId,
        ...changed(offerPlan.endedDaysAgo),
      }
      const landingPages = pageNames(offerPlan, index).map(({ name: page, path, active, weight }, position) => ({
        ...base(560 - 5 * index),
        incrementalId: ++pages,
        offerId: row.id,
        name: page,
        redirectUrl: redirectUrl(plan, advertiser, path),
        previewUrl: `${advertiser.website}${path}`,
        active,
        isDefault: position === 0,
        weight,
        hideFromPublishers: page === 'Sale',
        linkTestEnabled: active,
        linkTestDevices: ['desktop', 'phone'],
        linkTestCountries: index % 4 === 0 ? ['DE', 'US'] : [],
        linkTestExpectedDomain: new URL(advertiser.website).hostname.replace('www.', ''),
        lastUpdatedById: adminId,
      }))
      return { plan: offerPlan, advertiser, row, landingPages }
    })

  const drawStatus = sampler([
    ['Approved', 0.45],
    ['Pending', 0.1],
    ['Rejected', 0.08],
    [null, 0.37],
  ] as const)
  const decisions = offers
    .filter(({ row }) => row.visibility !== 'Public')
    .flatMap((offer) => publishers.map((publisher) => ({ offer, publisher, status: drawStatus(random) })))

  const campaigns = publishers.flatMap((publisher) =>
    campaignsOf(publisher.plan.kind, clickDays).map(({ name, kind, channel, sent }): DemoCampaign => {
      const age =
        sent === null ? (publisher.plan.joinedDaysAgo ?? 200) : (end - startOfDay(sent, plan.timezone).getTime()) / DAY
      return {
        publisher,
        sent,
        slug: slugify(name, 'campaign'),
        row: { ...base(age), publisherId: publisher.row.id, externalId: random.text(10), name, kind, channel },
      }
    }),
  )

  const users = [
    { ...base(650), ...plan.admin, id: adminId, role: 'admin' as const, publisherId: null },
    {
      ...base(640),
      ...accountManager,
      id: managerId,
      role: 'accountManager' as const,
      isAdvertiserManager: false,
      publisherId: null,
    },
    ...publishers.map(({ plan: { joinedDaysAgo = 500, leftDaysAgo }, row: publisher }) => ({
      ...base(joinedDaysAgo),
      email: publisher.email,
      firstName: random.pick(FIRST_NAMES),
      lastName: random.pick(LAST_NAMES),
      role: 'publisher' as const,
      publisherId: publisher.id,
      status: leftDaysAgo === undefined ? ('Active' as const) : ('Deactivated' as const),
    })),
  ]

  const stampApproval = stampOf('approvals')
  const approvals = decisions.flatMap(({ offer, publisher, status: drawn }) => {
    const application = termsPlan.applications.find(
      (one) => one.offer === offer.row.name && one.publisher === publisher.row.name,
    )
    const status = application?.status ?? drawn
    const userId = users.find(({ publisherId }) => publisherId === publisher.row.id)?.id ?? ''
    return status === null ? [] : approvalOf({ offer, publisher, status, userId }, application, stampApproval, detail)
  })
  const names = namesOf(offers, publishers)

  const { name, slug, timezone, currency, ipStorage } = plan
  const createdAt = before(660)
  const row = { id, slug, name, timezone, currency, ipStorage, createdAt, updatedAt: createdAt }
  return {
    plan,
    row,
    integrations,
    networks,
    advertisers,
    publishers,
    offers,
    campaigns,
    approvals,
    termsPlan,
    groups,
    terms: termsOf(termsPlan, names, publishers, campaigns, stampOf('terms')),
    exchangeRates: exchangeRatesOf(currency, seed, stampOf('exchange-rates')),
    caps: capsOf(termsPlan, names, stampOf('caps')),
    retired: retiredOf(termsPlan, names, plan.currency, stampOf('retired')),
    shortLinks: shortLinksOf(
      { row, plan, publishers, offers, campaigns, approvals, groups },
      stampOf('short-links'),
      end,
    ),
    users,
  }
}

type Page = { name: string; path: string; active: boolean; weight: number }

/** With several active pages, the first gets most clicks, as in prisma/demo/clicks.ts. */
function pageNames(offer: OfferPlan, index: number): Page[] {
  const path = `/${slugify(offer.name, 'offer')}`
  const more = [
    ...(index % 2 === 0 ? [{ name: 'Bestsellers', path: `${path}/bestsellers`, active: true }] : []),
    ...(index % 5 === 0 ? [{ name: 'Sale', path: `${path}/sale`, active: true }] : []),
  ]
  const front = { name: 'Front page', path, active: true, weight: more.length === 0 ? 0 : 80 }
  const old = { name: 'Old campaign', path: `${path}/old-campaign`, active: false, weight: 0 }
  return [
    front,
    ...more.map((page) => ({ ...page, weight: Math.floor(20 / more.length) })),
    ...(index % 6 === 3 ? [old] : []),
  ]
}

/** Networks count clicks on their own redirect. Advertisers without a network are linked directly. */
function redirectUrl(plan: OrganizationPlan, { plan: { network }, website }: DemoAdvertiser, path: string): string {
  const target = `${website}${path}?utm_source=${plan.slug}&utm_medium=affiliate&utm_campaign={publisher_slug}`
  if (network === null) return `${target}&click_id={click_id}&subid={sub_id}`
  const query = `tid={transaction_id}&s1={sub_id}&s2={sub_id_2}&to=${encodeURIComponent(`${website}${path}`)}`
  return `https://go.${slugify(network, 'network')}.example/c/{publisher_id}/{offer_id}?${query}`
}
