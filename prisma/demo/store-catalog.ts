import {
  createAdvertisers,
  createBlockedSubIds,
  createCampaigns,
  createIntegrations,
  createLandingPages,
  createNetworks,
  createOfferEvents,
  createOffers,
  createOrganization,
  createPublishers,
  createSubIds,
  createUsers,
  setApprovals,
} from '@/lib/catalog/create'
import {
  insertFraudFilterGroups,
  insertTags,
  insertTargetingGroups,
  insertTrackingDomains,
} from '@/lib/catalog/create-groups'
import { insertCaps, insertCustomPayouts, insertCustomThrottles, insertExchangeRates } from '@/lib/catalog/create-terms'
import { loadCatalog } from '@/lib/catalog/snapshot'
import type { Shipment } from '@/lib/conversions/write'
import type { Database } from '@/lib/database/client'
import { organizationTransaction, type OrganizationTransaction } from '@/lib/database/organization'
import type { EventLog } from '@/lib/events/log'
import { postback } from '@/lib/events/tables'
import { recordChanges } from '@/lib/identity/audit'
import { lockInstallation } from '@/lib/identity/change'
import type { CapUse } from './caps'
import type { DemoOrganization } from './catalog'
import { historyOf } from './history'
import type { DemoLinkTests } from './link-tests'
import type { DemoReports } from './reports'
import { storeConversions } from './store-conversions'
import { storeLinks } from './store-links'
import { storeShortLinks } from './store-short-links'

/** An organization as it's stored. */
export type LoadedOrganization = {
  demo: DemoOrganization
  use: CapUse
  linkTests: Pick<DemoLinkTests, 'health'>
  reports: DemoReports
}

/**
 * Stores both catalogs and their conversions in one transaction: all or nothing. Their history is the demo's as well: the admin created everything
 * when it says.
 * @returns what to send to the event log
 */
export async function storeCatalog(
  { prisma }: Database,
  events: Pick<EventLog, 'append'>,
  organizations: readonly LoadedOrganization[],
  options: { seed: string; now: number },
): Promise<Shipment[]> {
  return prisma.$transaction(
    async (transaction) => {
      // The first visitor may get there sooner.
      await lockInstallation(transaction)
      if (await transaction.organization.findFirst({ select: { id: true } }))
        throw new Error('An organization was created while the demo data was loading.')
      for (const { demo, use, linkTests } of organizations) {
        await createOrganization(transaction, demo.row)
        const database = organizationTransaction(transaction, demo.row.id)
        await storeRecords(database, demo)
        await storeTerms(database, demo, use)
        await database.landingPageHealth.createMany({
          data: linkTests.health.map((health) => ({ ...health, organizationId: demo.row.id })),
        })
        await storeShortLinks(database, demo)
        await storeLinks(database, demo)
        const { actor, records } = historyOf(demo)
        await recordChanges(transaction, actor, records)
      }
      const catalog = await loadCatalog({ prisma: transaction })
      const shipments: Shipment[] = []
      for (const { demo, reports } of organizations) {
        const stored = await storeConversions(transaction, demo, catalog, reports, options)
        shipments.push(...stored.shipments)
        await events.append(postback, stored.postbacks)
      }
      return shipments
    },
    { timeout: 180_000 },
  )
}

async function storeRecords(database: OrganizationTransaction, demo: DemoOrganization): Promise<void> {
  const { groups, retired } = demo
  // Integrations are created one by one.
  await createIntegrations(database, [...demo.integrations, ...retired.integrations.map(unarchived)])
  await createNetworks(database, [...demo.networks.map(inputOf), ...retired.networks.map(unarchived)])
  // Users without a publisher come first: publishers are assigned to them. The rest belong to publishers.
  await createUsers(
    database,
    demo.users.filter(({ publisherId }) => !publisherId),
  )
  await createAdvertisers(database, [
    ...demo.advertisers.map(({ row }) => inputOf(row)),
    ...retired.advertisers.map(unarchived),
  ])
  await createPublishers(database, [
    ...demo.publishers.map(({ row }) => inputOf(row)),
    ...retired.publishers.map(unarchived),
  ])
  await createUsers(
    database,
    demo.users.filter(({ publisherId }) => publisherId),
  )
  await insertTags(database, groups.tags.map(unarchived))
  await insertTrackingDomains(database, groups.trackingDomains.map(unarchived))
  await insertTargetingGroups(database, groups.targetingGroups.map(unarchived))
  await insertFraudFilterGroups(database, groups.fraudFilterGroups.map(unarchived))
  await createOffers(database, [
    ...demo.offers.map(({ row, landingPages }) => ({
      ...inputOf(row),
      landingPages: landingPages.map(({ incrementalId: _number, offerId: _offer, ...page }) => page),
    })),
    ...retired.offers.map(unarchived),
  ])
  await createLandingPages(database, retired.landingPages.map(unarchived))
}

async function storeTerms(database: OrganizationTransaction, demo: DemoOrganization, use: CapUse): Promise<void> {
  const { terms, caps } = demo
  await setApprovals(database, demo.approvals)
  await createCampaigns(
    database,
    demo.campaigns.map(({ row }) => row),
  )
  await createOfferEvents(database, terms.events.map(unarchived))
  await createSubIds(database, terms.subIds.map(unarchived))
  await createBlockedSubIds(database, terms.blockedSubIds.map(unarchived))
  await insertCustomPayouts(database, terms.customPayouts.map(unarchived))
  await insertCustomThrottles(database, terms.customThrottles.map(unarchived))
  await insertCaps(
    database,
    caps.map((cap) => ({ ...unarchived(cap.row), limit: use.limitOf(cap) })),
  )
  await insertExchangeRates(database, demo.exchangeRates.map(unarchived))
  await database.capWindow.createMany({
    data: use.windows.map((window) => ({ ...window, organizationId: database.organizationId })),
  })
}

/** A planned record without its number and slug, which it gets again in the same order. */
function inputOf<Row extends { incrementalId: number; slug: string }>({
  incrementalId: _number,
  slug: _slug,
  ...input
}: Row): Omit<Row, 'incrementalId' | 'slug'> {
  return input
}

/** Records are created first, and archived when nothing more is added to them (prisma/demo/store-links.ts). */
function unarchived<Row extends { archivedAt?: Date }>({ archivedAt: _at, ...input }: Row): Omit<Row, 'archivedAt'> {
  return input
}
