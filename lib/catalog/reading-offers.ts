import type { Prisma } from '@/lib/database/generated/client'
import { entityColumns, paged, reader } from './reader'
import type { Reader } from './reading-keyed'
import type { OrganizationCatalog } from './records'
import { storedFallbackUrls, storedTargeting } from './stored'

// Reads offers and what clicks on them need: their landing pages, and the publishers that may run them.

/** Offers. */
export const readOffers: Reader = reader({
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
        impressionForwardingEnabled: true,
        impressionForwardingUrl: true,
        targetingGroupId: true,
        targetingSimpleEnabled: true,
        simpleTargeting: true,
        deepLinkEnabled: true,
        deepLinkHosts: true,
        cookieTrackingEnabled: true,
        enableJsTracking: true,
        attributionWindowDays: true,
        viewThroughAttributionEnabled: true,
        viewThroughWindowHours: true,
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
  put: ({ offers }, stored, catalog) => {
    const {
      targetingSimpleEnabled: simple,
      parallelTrackingEnabled: parallel,
      impressionForwardingEnabled: forwards,
      ...row
    } = stored
    const offer = {
      ...row,
      parallelTrackingUrl: parallel ? row.parallelTrackingUrl : null,
      impressionForwardingUrl: forwards ? row.impressionForwardingUrl : null,
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
})

/** Landing pages, also by their offer. */
export const readLandingPages: Reader = reader({
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
})

/** Which publishers may run which offers. */
export const readApprovals: Reader = async (prisma, sought) => {
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

/** Most offers have none, and one list for all of them saves memory. */
const noGroups: readonly string[] = []

/** The fraud filter groups of offers, by the offer's ID. Prisma would join by pairs of IDs, which is slow for thousands of them. */
async function fraudFilterGroupsOf(
  prisma: Prisma.TransactionClient,
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

function forgetLandingPage({ landingPages, landingPagesOf }: OrganizationCatalog, id: string): void {
  const old = landingPages.delete(id)
  if (!old) return
  const rest = (landingPagesOf.get(old.offerId) ?? []).filter((page) => page.id !== id)
  if (rest.length > 0) landingPagesOf.set(old.offerId, rest)
  else landingPagesOf.delete(old.offerId)
}
