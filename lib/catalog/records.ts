import type {
  ApprovalStatus,
  CapAction,
  CapPeriod,
  CustomPayoutType,
  CustomRevenueType,
  IpStorage,
  PayoutType,
  Plan,
  RevenueType,
  Visibility,
} from '@/lib/database/generated/client'
import type { FallbackReason } from '@/lib/catalog/rules/offer'
import type { TargetingDimension } from '@/lib/catalog/rules/targeting'
import { ClickPostbacks } from './click-postbacks'
import { ShortLinks } from './short-link-records'

/** Which visitors an offer is for, as stored. */
export type TargetingRecord = Readonly<
  Partial<Record<TargetingDimension, { include: readonly string[]; exclude: readonly string[] }>>
>
export type TargetingGroupRecord = { id: string; targeting: TargetingRecord }

/** As stored. A newer version's filters may have kinds and settings that aren't known yet. */
export type FraudFilterRecord = {
  kind: string
  action: string
  active: boolean
  values: readonly string[]
  clicks: number
  minutes: number
  seconds: number
  hours: number
  times: number
  conversions: number
}
export type FraudFilterGroupRecord = { id: string; active: boolean; filters: readonly FraudFilterRecord[] }
export type IntegrationRecord = { id: string; active: boolean; archived: boolean }

export type NetworkRecord = { id: string; incrementalId: number; slug: string; name: string; archived: boolean }
export type AdvertiserRecord = NetworkRecord & { networkId: string | null; active: boolean }
export type PublisherRecord = NetworkRecord & { active: boolean }
export type OfferRecord = NetworkRecord & {
  organizationId: string
  integrationId: string
  advertiserId: string
  active: boolean
  visibility: Visibility
  fallbackUrl: string | null
  /** Where clicks that are rejected for certain reasons go instead. */
  fallbackUrls: Readonly<Partial<Record<FallbackReason, string>>>
  /** Whether clicks that fraud filters reject go to a fallback instead of the landing page. */
  blockOnReject: boolean
  fraudFilterGroupIds: readonly string[]
  offerPreviewEnabled: boolean
  /** Null unless parallel tracking is on. */
  parallelTrackingUrl: string | null
  /** Null unless impressions are forwarded. */
  impressionForwardingUrl: string | null
  /** Null unless simpleTargeting is null and the offer has a group. */
  targetingGroupId: string | null
  /** Null unless simple targeting is on. */
  simpleTargeting: TargetingRecord | null
  deepLinkEnabled: boolean
  deepLinkHosts: readonly string[]
  /** Whether clicks set a cookie by which their conversions can be found. */
  cookieTrackingEnabled: boolean
  /** Whether /t.js reports conversions, by the click's ID. */
  enableJsTracking: boolean
  attributionWindowDays: number
  /** Whether impressions can convert, and for how long. */
  viewThroughAttributionEnabled: boolean
  viewThroughWindowHours: number
  currency: string
  payoutType: PayoutType
  /** An exact decimal. */
  payout: string
  revenueType: RevenueType
  /** An exact decimal. */
  revenue: string
}
export type LandingPageRecord = {
  id: string
  incrementalId: number
  offerId: string
  name: string
  redirectUrl: string
  previewUrl: string | null
  active: boolean
  archived: boolean
  hideFromPublishers: boolean
  isDefault: boolean
  weight: number
}
/** A host of tracking links. */
export type TrackingDomainRecord = {
  id: string
  organizationId: string
  host: string
  /** Whether its short links tell upper from lower case. */
  isCaseSensitive: boolean
  /** Where visitors go whose short link has expired or doesn't exist. */
  expiredUrl: string | null
  notFoundUrl: string | null
  active: boolean
  /** IDs of the publishers whose domain it is; null when it's for all of them. */
  publishers: ReadonlySet<string> | null
}
/** What a publisher gets and the network earns for an offer, instead of the offer's price. Unknown has no effect. */
export type CustomPrice = {
  payoutType: CustomPayoutType
  /** An exact decimal. */
  payout: string
  revenueType: CustomRevenueType
  /** An exact decimal. */
  revenue: string
}
/** A limit of clicks. Caps of other metrics don't affect clicks, and neither do inactive and archived ones, so they have no records. */
export type CapRecord = {
  id: string
  organizationId: string
  offerId: string
  /** Null for everyone's clicks. */
  publisherId: string | null
  /** Null for all sub IDs. */
  subId: string | null
  period: CapPeriod
  limit: number
  /** Null for the organization's. */
  timezone: string | null
  action: CapAction
}
export type CampaignRecord = {
  id: string
  publisherId: string
  externalId: string
  name: string
  kind: string
  channel: string
  archived: boolean
}

/** Whose conversions a postback token is good for: an offer's, or those of all offers that have none of their own. */
export type PostbackTokenRecord = {
  id: string
  organizationId: string
  offerId: string | null
  /** The token's SHA-256 in hex. */
  hash: string
}

/** One organization's records of one kind, by ID, number, and slug. */
export class Entities<T extends { id: string; incrementalId?: number; slug?: string }> {
  readonly byId = new Map<string, T>()
  readonly byIncrementalId = new Map<number, T>()
  readonly bySlug = new Map<string, T>()

  set(record: T): void {
    this.delete(record.id)
    this.byId.set(record.id, record)
    if (record.incrementalId !== undefined) this.byIncrementalId.set(record.incrementalId, record)
    if (record.slug !== undefined) this.bySlug.set(record.slug, record)
  }

  delete(id: string): T | undefined {
    const old = this.byId.get(id)
    if (!old) return undefined
    this.byId.delete(id)
    // Two records may have swapped names, so keep entries that already belong to the other.
    if (old.incrementalId !== undefined && this.byIncrementalId.get(old.incrementalId) === old)
      this.byIncrementalId.delete(old.incrementalId)
    if (old.slug !== undefined && this.bySlug.get(old.slug) === old) this.bySlug.delete(old.slug)
    return old
  }
}

/** The caps of a publisher for an offer: those of all their clicks, and those of sub IDs. */
type PublisherCaps = { readonly all: CapRecord[]; readonly ofSubId: Map<string, CapRecord[]> }
/** The caps of an offer. */
type OfferCaps = { readonly whole: CapRecord[]; readonly ofPublisher: Map<string, PublisherCaps> }

const noCaps: readonly CapRecord[] = []

/** An organization's caps. */
export class Caps {
  readonly byId = new Map<string, CapRecord>()
  /** By offer ID. Only offers that have caps are in it. */
  readonly #ofOffer = new Map<string, OfferCaps>()

  /** All that a click is about. */
  ofClick(offerId: string, publisherId: string, subId: string): readonly CapRecord[] {
    const caps = this.#ofOffer.get(offerId)
    if (!caps) return noCaps
    const own = caps.ofPublisher.get(publisherId)
    if (!own) return caps.whole
    return joined(joined(caps.whole, own.all), own.ofSubId.get(subId) ?? noCaps)
  }

  set(cap: CapRecord): void {
    this.delete(cap.id)
    this.byId.set(cap.id, cap)
    this.#listOf(cap).push(cap)
  }

  delete(id: string): void {
    const cap = this.byId.get(id)
    if (!cap) return
    this.byId.delete(id)
    const list = this.#listOf(cap)
    list.splice(list.indexOf(cap), 1)
    const caps = this.#ofOffer.get(cap.offerId)
    const own = cap.publisherId === null ? undefined : caps?.ofPublisher.get(cap.publisherId)
    if (cap.subId !== null && list.length === 0) own?.ofSubId.delete(cap.subId)
    if (cap.publisherId !== null && own?.all.length === 0 && own.ofSubId.size === 0)
      caps?.ofPublisher.delete(cap.publisherId)
    if (caps?.whole.length === 0 && caps.ofPublisher.size === 0) this.#ofOffer.delete(cap.offerId)
  }

  /** The list that a cap belongs in. */
  #listOf({ offerId, publisherId, subId }: CapRecord): CapRecord[] {
    const caps = madeIn(this.#ofOffer, offerId, () => ({ whole: [], ofPublisher: new Map<string, PublisherCaps>() }))
    if (publisherId === null) return caps.whole
    const own = madeIn(caps.ofPublisher, publisherId, () => ({ all: [], ofSubId: new Map<string, CapRecord[]>() }))
    return subId === null ? own.all : madeIn(own.ofSubId, subId, () => [])
  }
}

const joined = (a: readonly CapRecord[], b: readonly CapRecord[]) =>
  a.length === 0 ? b : b.length === 0 ? a : a.concat(b)

function madeIn<V>(map: Map<string, V>, key: string, make: () => V): V {
  const value = map.get(key) ?? make()
  map.set(key, value)
  return value
}

/** An organization with its whole catalog, including archived records, because reports still show their names. */
export class OrganizationCatalog {
  readonly id: string
  slug = ''
  name = ''
  /** IANA name */
  timezone = 'UTC'
  currency = 'USD'
  ipStorage: IpStorage = 'none'
  plan: Plan = 'Free'
  readonly networks = new Entities<NetworkRecord>()
  readonly advertisers = new Entities<AdvertiserRecord>()
  readonly publishers = new Entities<PublisherRecord>()
  readonly offers = new Entities<OfferRecord>()
  readonly landingPages = new Entities<LandingPageRecord>()
  readonly campaigns = new Entities<CampaignRecord>()
  /** Landing pages by offer ID, in order of incrementalId. */
  readonly landingPagesOf = new Map<string, readonly LandingPageRecord[]>()
  /** Campaigns by publisher ID, then externalId. */
  readonly campaignsOf = new Map<string, Map<string, CampaignRecord>>()
  /** Approvals by offer ID, then publisher ID. */
  readonly approvals = new Map<string, Map<string, ApprovalStatus>>()
  readonly integrations = new Map<string, IntegrationRecord>()
  readonly fraudFilterGroups = new Map<string, FraudFilterGroupRecord>()
  readonly targetingGroups = new Map<string, TargetingGroupRecord>()
  readonly trackingDomains = new Map<string, TrackingDomainRecord>()
  /** By blockedKey. A million of them take 90 MB, and nested maps would take several times as much. */
  blockedSubIds: Map<string, true> = new Map()
  /** Custom payouts of whole offers, not of their events, by customPriceKey. */
  customPrices: Map<string, CustomPrice> = new Map()
  readonly caps = new Caps()
  /** By ID, which is the offer's or the organization's. */
  readonly postbackTokens = new Map<string, PostbackTokenRecord>()
  readonly clickPostbacks = new ClickPostbacks()

  constructor(id: string) {
    this.id = id
  }
}

/** The key of a publisher's blocked sub ID for an offer, by their numbers. */
export const blockedKey = (publisher: number, offer: number, subId: string) => `${publisher} ${offer} ${subId}`

/** The key of a publisher's custom payout for an offer, by their numbers. */
export const customPriceKey = (publisher: number, offer: number) => `${publisher} ${offer}`

/** The whole catalog in memory, where every lookup is a Map lookup. followCatalog (lib/catalog/snapshot.ts) fills it and keeps it current. */
export class Catalog {
  readonly organizations = new Map<string, OrganizationCatalog>()
  readonly organizationsBySlug = new Map<string, OrganizationCatalog>()
  /** Offers of all organizations by ID. */
  readonly offers = new Map<string, OfferRecord>()
  /** Tracking domains of all organizations by host, without archived ones. */
  readonly domains = new Map<string, TrackingDomainRecord>()

  /** Short links of all organizations. */
  links = new ShortLinks()

  /** Postback tokens of all organizations by hash. */
  readonly postbackTokens = new Map<string, PostbackTokenRecord>()

  /** The organization, if there's only one. */
  onlyOrganization(): OrganizationCatalog | undefined {
    return this.organizations.size === 1 ? this.organizations.values().next().value : undefined
  }
}
