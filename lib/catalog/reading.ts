import type { PrismaClient } from '@/lib/database/generated/client'
import type { CatalogChange } from './change'
import { readCaps } from './reading-caps'
import { type Reader, readBlockedSubIds, readCustomPrices } from './reading-keyed'
import { type Catalog, OrganizationCatalog } from './records'
import { storedFallbackUrls, storedFilters, storedTargeting } from './stored'

export type { Key } from './reading-keyed'
export type Table = CatalogChange['table']

/** Rows read at a time, so a large catalog doesn't delay clicks while Prisma builds its objects. */
const PAGE = 2000

type Shelf<R> = {
  /** Reads rows in order of ID, starting after `gt`. */
  read(prisma: PrismaClient, page: { id: { in?: string[]; gt?: string } }): Promise<R[]>
  put(organization: OrganizationCatalog, row: R, catalog: Catalog): void
  remove(organization: OrganizationCatalog, id: string, catalog: Catalog): void
  idsIn(organization: OrganizationCatalog): Iterable<string>
}

/** Reads one table into its shelf: rows that are found replace the known ones; rows that aren't are removed. */
function reader<R extends { id: string; organizationId: string }>(shelf: Shelf<R>): Reader {
  return async (prisma, sought) => {
    const ids = sought === 'all' ? undefined : sought.flatMap((key) => ('id' in key ? [key.id] : []))
    const rows = new Map<string, R>()
    for (let last: string | undefined; ;) {
      const page = await shelf.read(prisma, { id: { in: ids, gt: last } })
      for (const row of page) rows.set(row.id, row)
      last = page.at(-1)?.id
      if (page.length < PAGE) break
    }
    return (catalog) => {
      for (const organization of catalog.organizations.values())
        for (const id of ids ?? [...shelf.idsIn(organization)])
          if (!rows.has(id)) shelf.remove(organization, id, catalog)
      for (const row of rows.values()) {
        // Its own notification hasn't arrived yet, and will read this row again.
        const organization = catalog.organizations.get(row.organizationId)
        if (organization) shelf.put(organization, row, catalog)
      }
    }
  }
}

const entityColumns = {
  id: true,
  organizationId: true,
  incrementalId: true,
  slug: true,
  name: true,
  archived: true,
} as const
const paged = (page: { id: { in?: string[]; gt?: string } }) => ({
  where: page,
  orderBy: { id: 'asc' as const },
  take: PAGE,
})

const organizations: Reader = async (prisma, sought) => {
  const ids = sought === 'all' ? undefined : sought.map((key) => key.organizationId)
  const rows = await prisma.organization.findMany({
    where: { id: { in: ids } },
    select: { id: true, slug: true, name: true, timezone: true, currency: true, ipStorage: true, plan: true },
  })
  return (catalog) => {
    const found = new Set(rows.map((row) => row.id))
    for (const id of ids ?? [...catalog.organizations.keys()]) {
      const organization = found.has(id) ? undefined : catalog.organizations.get(id)
      if (!organization) continue
      catalog.organizations.delete(id)
      if (catalog.organizationsBySlug.get(organization.slug) === organization)
        catalog.organizationsBySlug.delete(organization.slug)
      for (const offer of organization.offers.byId.keys()) catalog.offers.delete(offer)
      for (const domain of organization.trackingDomains.keys()) forgetDomain(organization, domain, catalog)
      for (const token of organization.postbackTokens.keys()) forgetToken(organization, token, catalog)
    }
    for (const { id, ...row } of rows) {
      const organization = catalog.organizations.get(id) ?? new OrganizationCatalog(id)
      if (catalog.organizationsBySlug.get(organization.slug) === organization)
        catalog.organizationsBySlug.delete(organization.slug)
      Object.assign(organization, row)
      catalog.organizations.set(id, organization)
      catalog.organizationsBySlug.set(row.slug, organization)
    }
  }
}

const approvals: Reader = async (prisma, sought) => {
  const keys = sought === 'all' ? undefined : sought.flatMap((key) => ('offerId' in key ? [key] : []))
  // This table has no ID to page by, but its rows are short.
  const rows = await prisma.offerApproval.findMany({
    where: keys && { OR: keys },
    select: { organizationId: true, offerId: true, publisherId: true, status: true },
  })
  return (catalog) => {
    if (!keys) for (const organization of catalog.organizations.values()) organization.approvals.clear()
    for (const key of keys ?? [])
      catalog.organizations.get(key.organizationId)?.approvals.get(key.offerId)?.delete(key.publisherId)
    for (const { organizationId, offerId, publisherId, status } of rows) {
      const all = catalog.organizations.get(organizationId)?.approvals
      const ofOffer = all?.get(offerId) ?? new Map<string, typeof status>()
      all?.set(offerId, ofOffer.set(publisherId, status))
    }
  }
}

/** Readers for all catalog tables, with referenced tables before those that refer to them. */
export const readers: Readonly<Record<Table, Reader>> = {
  Organization: organizations,
  Network: reader({
    read: (prisma, page) => prisma.network.findMany({ ...paged(page), select: entityColumns }),
    put: ({ networks }, row) => networks.set(row),
    remove: ({ networks }, id) => networks.delete(id),
    idsIn: ({ networks }) => networks.byId.keys(),
  }),
  Advertiser: reader({
    read: (prisma, page) =>
      prisma.advertiser.findMany({ ...paged(page), select: { ...entityColumns, networkId: true, active: true } }),
    put: ({ advertisers }, row) => advertisers.set(row),
    remove: ({ advertisers }, id) => advertisers.delete(id),
    idsIn: ({ advertisers }) => advertisers.byId.keys(),
  }),
  Publisher: reader({
    read: (prisma, page) => prisma.publisher.findMany({ ...paged(page), select: { ...entityColumns, active: true } }),
    put: ({ publishers }, row) => publishers.set(row),
    remove: ({ publishers }, id) => publishers.delete(id),
    idsIn: ({ publishers }) => publishers.byId.keys(),
  }),
  TrackingDomain: reader({
    read: (prisma, page) =>
      prisma.trackingDomain.findMany({
        ...paged(page),
        select: {
          id: true,
          organizationId: true,
          host: true,
          active: true,
          archived: true,
          publishers: { select: { publisherId: true } },
        },
      }),
    put: (organization, { archived, publishers, ...row }, catalog) => {
      forgetDomain(organization, row.id, catalog)
      if (archived) return
      const ids = publishers.length === 0 ? null : new Set(publishers.map(({ publisherId }) => publisherId))
      const domain = { ...row, publishers: ids }
      organization.trackingDomains.set(row.id, domain)
      catalog.domains.set(row.host, domain)
    },
    remove: forgetDomain,
    idsIn: ({ trackingDomains }) => trackingDomains.keys(),
  }),
  // Archived groups keep their effect: an offer mustn't open up to everyone because someone tidied up.
  TargetingGroup: reader({
    read: (prisma, page) =>
      prisma.targetingGroup.findMany({
        ...paged(page),
        select: { id: true, organizationId: true, targeting: true },
      }),
    put: ({ targetingGroups }, { id, targeting }) =>
      targetingGroups.set(id, { id, targeting: storedTargeting(targeting) }),
    remove: ({ targetingGroups }, id) => targetingGroups.delete(id),
    idsIn: ({ targetingGroups }) => targetingGroups.keys(),
  }),
  // Archived groups keep their effect, too.
  FraudFilterGroup: reader({
    read: (prisma, page) =>
      prisma.fraudFilterGroup.findMany({
        ...paged(page),
        select: { id: true, organizationId: true, active: true, filters: true },
      }),
    put: ({ fraudFilterGroups }, { id, active, filters }) =>
      fraudFilterGroups.set(id, { id, active, filters: storedFilters(filters) }),
    remove: ({ fraudFilterGroups }, id) => fraudFilterGroups.delete(id),
    idsIn: ({ fraudFilterGroups }) => fraudFilterGroups.keys(),
  }),
  Integration: reader({
    read: (prisma, page) =>
      prisma.integration.findMany({
        ...paged(page),
        select: { id: true, organizationId: true, active: true, archived: true },
      }),
    put: ({ integrations }, { id, active, archived }) => integrations.set(id, { id, active, archived }),
    remove: ({ integrations }, id) => integrations.delete(id),
    idsIn: ({ integrations }) => integrations.keys(),
  }),
  Offer: reader({
    read: async (prisma, page) => {
      const rows = await prisma.offer.findMany({
        ...paged(page),
        select: {
          ...entityColumns,
          integrationId: true,
          advertiserId: true,
          active: true,
          visibility: true,
          fallbackUrl: true,
          fallbackUrls: true,
          blockOnReject: true,
          offerPreviewEnabled: true,
          parallelTrackingEnabled: true,
          parallelTrackingUrl: true,
          targetingGroupId: true,
          targetingSimpleEnabled: true,
          simpleTargeting: true,
          deepLinkEnabled: true,
          deepLinkHosts: true,
          cookieTrackingEnabled: true,
          attributionWindowDays: true,
          currency: true,
          payoutType: true,
          payout: true,
          revenueType: true,
          revenue: true,
        },
      })
      const groups = await fraudFilterGroupsOf(prisma, rows)
      return rows.map((row) => ({ ...row, fraudFilterGroupIds: groups.get(row.id) ?? noGroups }))
    },
    put: ({ offers }, { targetingSimpleEnabled: simple, parallelTrackingEnabled: parallel, ...row }, catalog) => {
      const offer = {
        ...row,
        parallelTrackingUrl: parallel ? row.parallelTrackingUrl : null,
        fallbackUrls: storedFallbackUrls(row.fallbackUrls),
        targetingGroupId: simple ? null : row.targetingGroupId,
        simpleTargeting: simple ? storedTargeting(row.simpleTargeting) : null,
        // Without an argument, toFixed is exact and never uses exponents.
        payout: row.payout.toFixed(),
        revenue: row.revenue.toFixed(),
      }
      offers.set(offer)
      catalog.offers.set(offer.id, offer)
    },
    remove: ({ offers }, id, catalog) => {
      if (offers.delete(id)) catalog.offers.delete(id)
    },
    idsIn: ({ offers }) => offers.byId.keys(),
  }),
  LandingPage: reader({
    read: (prisma, page) =>
      prisma.landingPage.findMany({
        ...paged(page),
        select: {
          id: true,
          organizationId: true,
          incrementalId: true,
          offerId: true,
          name: true,
          redirectUrl: true,
          previewUrl: true,
          active: true,
          archived: true,
          hideFromPublishers: true,
          isDefault: true,
          weight: true,
        },
      }),
    put: (organization, row) => {
      forgetLandingPage(organization, row.id)
      organization.landingPages.set(row)
      const { landingPagesOf } = organization
      const others = landingPagesOf.get(row.offerId) ?? []
      landingPagesOf.set(
        row.offerId,
        [...others, row].toSorted((a, b) => a.incrementalId - b.incrementalId),
      )
    },
    remove: forgetLandingPage,
    idsIn: ({ landingPages }) => landingPages.byId.keys(),
  }),
  OfferApproval: approvals,
  Campaign: reader({
    read: (prisma, page) =>
      prisma.campaign.findMany({
        ...paged(page),
        select: {
          id: true,
          organizationId: true,
          publisherId: true,
          externalId: true,
          name: true,
          kind: true,
          channel: true,
          archived: true,
        },
      }),
    put: (organization, row) => {
      forgetCampaign(organization, row.id)
      organization.campaigns.set(row)
      const ofPublisher = organization.campaignsOf.get(row.publisherId)
      if (ofPublisher) ofPublisher.set(row.externalId, row)
      else organization.campaignsOf.set(row.publisherId, new Map([[row.externalId, row]]))
    },
    remove: forgetCampaign,
    idsIn: ({ campaigns }) => campaigns.byId.keys(),
  }),
  BlockedSubId: readBlockedSubIds,
  CustomPayout: readCustomPrices,
  Cap: readCaps,
  PostbackToken: reader({
    read: async (prisma, page) => {
      const rows = await prisma.postbackToken.findMany({
        ...paged(page),
        select: { id: true, organizationId: true, offerId: true, hash: true },
      })
      return rows.map((row) => ({ ...row, hash: Buffer.from(row.hash).toString('hex') }))
    },
    put: (organization, token, catalog) => {
      forgetToken(organization, token.id, catalog)
      organization.postbackTokens.set(token.id, token)
      catalog.postbackTokens.set(token.hash, token)
    },
    remove: forgetToken,
    idsIn: ({ postbackTokens }) => postbackTokens.keys(),
  }),
}

/** Most offers have none, and one list for all of them saves memory. */
const noGroups: readonly string[] = []

/** The fraud filter groups of offers, by the offer's ID. Prisma would join by pairs of IDs, which is slow for thousands of them. */
async function fraudFilterGroupsOf(
  prisma: PrismaClient,
  offers: readonly { id: string; organizationId: string }[],
): Promise<Map<string, string[]>> {
  const uses = await prisma.offerFraudFilterGroup.findMany({
    where: {
      organizationId: { in: [...new Set(offers.map(({ organizationId }) => organizationId))] },
      offerId: { in: offers.map(({ id }) => id) },
    },
    orderBy: { fraudFilterGroupId: 'asc' },
  })
  const groups = new Map<string, string[]>()
  for (const { offerId, fraudFilterGroupId } of uses) {
    const known = groups.get(offerId)
    if (known) known.push(fraudFilterGroupId)
    else groups.set(offerId, [fraudFilterGroupId])
  }
  return groups
}

function forgetCampaign({ campaigns, campaignsOf }: OrganizationCatalog, id: string): void {
  const old = campaigns.delete(id)
  const ofPublisher = old && campaignsOf.get(old.publisherId)
  if (old && ofPublisher?.get(old.externalId) === old) ofPublisher.delete(old.externalId)
}

function forgetLandingPage({ landingPages, landingPagesOf }: OrganizationCatalog, id: string): void {
  const old = landingPages.delete(id)
  if (!old) return
  const rest = (landingPagesOf.get(old.offerId) ?? []).filter((page) => page.id !== id)
  if (rest.length > 0) landingPagesOf.set(old.offerId, rest)
  else landingPagesOf.delete(old.offerId)
}

function forgetToken(organization: OrganizationCatalog, id: string, { postbackTokens }: Catalog): void {
  const old = organization.postbackTokens.get(id)
  if (!old) return
  organization.postbackTokens.delete(id)
  if (postbackTokens.get(old.hash) === old) postbackTokens.delete(old.hash)
}

function forgetDomain({ trackingDomains }: OrganizationCatalog, id: string, { domains }: Catalog): void {
  const old = trackingDomains.get(id)
  if (!old) return
  trackingDomains.delete(id)
  // The host may belong to another domain by now.
  if (domains.get(old.host) === old) domains.delete(old.host)
}
