import type { ApprovalStatus, IpStorage, PayoutType, Plan, RevenueType, Visibility } from '@/lib/database/generated/client'

export type NetworkRecord = { id: string; incrementalId: number; slug: string; name: string; archived: boolean }
export type AdvertiserRecord = NetworkRecord & { networkId: string | null; active: boolean }
export type PublisherRecord = NetworkRecord & { active: boolean }
export type OfferRecord = NetworkRecord & {
  organizationId: string
  advertiserId: string
  active: boolean
  visibility: Visibility
  fallbackUrl: string | null
  deepLinkEnabled: boolean
  deepLinkHosts: readonly string[]
  currency: string
  payoutType: PayoutType
  /** Exact decimal. */
  payout: string
  revenueType: RevenueType
  /** Exact decimal. */
  revenue: string
}
export type LandingPageRecord = {
  id: string
  incrementalId: number
  offerId: string
  name: string
  redirectUrl: string
  active: boolean
  archived: boolean
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

/** Records of one kind in one organization, by everything that names them. */
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
    // Two records may have swapped names: keep what already belongs to the other.
    if (old.incrementalId !== undefined && this.byIncrementalId.get(old.incrementalId) === old) this.byIncrementalId.delete(old.incrementalId)
    if (old.slug !== undefined && this.bySlug.get(old.slug) === old) this.bySlug.delete(old.slug)
    return old
  }
}

/** An organization with its whole catalog, including archived records, since reports still name them. */
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
  /** Landing pages by their offer's id, in order of incrementalId. */
  readonly landingPagesOf = new Map<string, readonly LandingPageRecord[]>()
  /** By publisher's id, then externalId. */
  readonly campaignsOf = new Map<string, Map<string, CampaignRecord>>()
  /** By offer's id, then publisher's. */
  readonly approvals = new Map<string, Map<string, ApprovalStatus>>()

  constructor(id: string) {
    this.id = id
  }

  /** Where clicks without a landing page go: the first active one. */
  defaultLandingPage(offerId: string): LandingPageRecord | undefined {
    return this.landingPagesOf.get(offerId)?.find((page) => page.active && !page.archived)
  }
}

/** The whole catalog in memory: every look-up is a Map's. Filled and kept current by followCatalog (lib/catalog/snapshot.ts). */
export class Catalog {
  readonly organizations = new Map<string, OrganizationCatalog>()
  readonly organizationsBySlug = new Map<string, OrganizationCatalog>()
  /** The offers of all organizations, by id. */
  readonly offers = new Map<string, OfferRecord>()

  /** The organization, when there is only one. */
  onlyOrganization(): OrganizationCatalog | undefined {
    return this.organizations.size === 1 ? this.organizations.values().next().value : undefined
  }
}
