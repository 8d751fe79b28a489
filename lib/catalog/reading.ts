import type { CatalogChange } from './change'
import { entityColumns, paged, reader } from './reader'
import { readCaps } from './reading-caps'
import { type Reader, readBlockedSubIds, readCustomPrices } from './reading-keyed'
import { readLinks } from './reading-short-links'
import { readApprovals, readLandingPages, readOffers } from './reading-offers'
import { type Catalog, OrganizationCatalog } from './records'
import { storedFilters, storedHeaders, storedTargeting } from './stored'

export type { Key } from './reading-keyed'
export type Table = CatalogChange['table']

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
          isCaseSensitive: true,
          expiredUrl: true,
          notFoundUrl: true,
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
  Offer: readOffers,
  LandingPage: readLandingPages,
  OfferApproval: readApprovals,
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
  Postback: reader({
    read: async (prisma, page) => {
      const rows = await prisma.postback.findMany({
        ...paged(page),
        where: { ...page, trigger: 'click' },
        select: {
          id: true,
          organizationId: true,
          incrementalId: true,
          publisherId: true,
          offerId: true,
          method: true,
          url: true,
          headers: true,
          bodyType: true,
          body: true,
          delaySeconds: true,
          active: true,
          archived: true,
        },
      })
      return rows.map((row) => ({ ...row, headers: storedHeaders(row.headers) }))
    },
    put: ({ clickPostbacks }, { active, archived, ...row }) =>
      active && !archived ? clickPostbacks.set(row) : clickPostbacks.delete(row.id),
    remove: ({ clickPostbacks }, id) => clickPostbacks.delete(id),
    idsIn: ({ clickPostbacks }) => clickPostbacks.byId.keys(),
  }),
  Link: readLinks,
}

function forgetCampaign({ campaigns, campaignsOf }: OrganizationCatalog, id: string): void {
  const old = campaigns.delete(id)
  const ofPublisher = old && campaignsOf.get(old.publisherId)
  if (old && ofPublisher?.get(old.externalId) === old) ofPublisher.delete(old.externalId)
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
