import {
  createAdvertisers,
  createCampaigns,
  createIntegrations,
  createNetworks,
  createOffers,
  createOrganization,
  createPublishers,
  createUsers,
  setApprovals,
} from '@/lib/catalog/create'
import type { Database } from '@/lib/database/client'
import { organizationTransaction, type OrganizationTransaction } from '@/lib/database/organization'
import type { EventLog } from '@/lib/events/log'
import { lockInstallation } from '@/lib/identity/change'
import { today } from '@/lib/time'
import type { Agent } from '@/lib/tracking/user-agent'
import { demoOrganizations, organizationIds, type DemoOrganization } from './catalog'
import { demoClicks, Register, type ShortClick } from './clicks'
import { provideCredentials, type Credentials } from './credentials'
import { openSpeller } from './spell-out'

export type DemoOptions = {
  database: Database
  events: EventLog
  /** The base URL, without a trailing slash. */
  baseUrl: string
  /** Where `demo.json` is written. */
  dataDir: string
  now?: Date
  seed?: string
  /** Approximate number of clicks. */
  clicks?: number
  /** Receives occasional progress lines. */
  onProgress?: (line: string) => void
}

/** Clicks stored at once. Smaller batches leave more parts to merge; larger ones take more memory. */
const BATCH = 50_000
const PROGRESS_EVERY = 1000

/**
 * Fills an empty database with demo data and writes `demo.json`, which contains the credentials. If the demo is already loaded, only `demo.json`
 * is updated. An interrupted load leaves no organization, so the next one starts over.
 * @returns null, having done nothing, when there are organizations other than the demo's
 */
export async function loadDemo(options: DemoOptions): Promise<Credentials | null> {
  const { database, events, now = new Date(), seed = 'tributary', clicks = 500_000, onProgress = () => {} } = options
  const organizations = demoOrganizations({ seed, lastDay: today('UTC', now) })
  const present = await database.prisma.organization.findMany({ select: { id: true } })
  if (present.length === 0) {
    // The catalog comes last, in one transaction: clicks of organizations that don't exist are invisible.
    // First remove the leftovers of an interrupted load.
    await events.forget({ organizations: organizationIds(seed) })
    await storeClicks(events, organizations, { seed, clicks, now, onProgress })
    await storeCatalog(database, organizations)
  } else if (!organizations.every(({ row }) => present.some(({ id }) => id === row.id))) {
    return null
  }
  return provideCredentials({ ...options, organizationIds: organizations.map(({ row }) => row.id) })
}

/** Bypasses `append`, which is made for clicks that visitors wait for. */
async function storeClicks(
  events: EventLog,
  organizations: readonly DemoOrganization[],
  { seed, clicks, now, onProgress }: { seed: string; clicks: number; now: Date; onProgress: (line: string) => void },
): Promise<void> {
  const lastDay = today('UTC', now)
  const number = new Intl.NumberFormat('en')
  const agents = new Register<Agent>()
  const speller = await openSpeller(events, agents)
  let told = performance.now()
  let stored = 0
  let batch: ShortClick[] = []
  let storing = Promise.resolve()
  // The next clicks are generated while the store takes these.
  const store = async () => {
    const put = speller.prepare(batch)
    await storing
    storing = put()
    stored += batch.length
    batch = []
    if (performance.now() - told < PROGRESS_EVERY) return
    told = performance.now()
    onProgress(`Demo data: ${number.format(stored)} of about ${number.format(clicks)} clicks`)
  }
  try {
    for (const organization of organizations) {
      await storing
      await speller.begin(organization)
      const ofOrganization = { clicks: clicks * organization.plan.share, lastDay, seed, until: now.getTime(), agents }
      for (const clicksOfDay of demoClicks(organization, ofOrganization)) {
        batch.push(...clicksOfDay)
        if (batch.length >= BATCH) await store()
      }
      await store()
    }
    await storing
  } finally {
    // Even after a failure, nothing may be left running.
    await Promise.allSettled([storing])
    await speller.close()
  }
}

/** Stores both catalogs in one transaction: all or nothing. They're no one's change, so nothing is audited. */
async function storeCatalog({ prisma }: Database, organizations: readonly DemoOrganization[]): Promise<void> {
  await prisma.$transaction(
    async (transaction) => {
      // The first visitor may get there sooner.
      await lockInstallation(transaction)
      if (await transaction.organization.findFirst({ select: { id: true } }))
        throw new Error('An organization was created while the demo data was loading.')
      for (const organization of organizations) {
        await createOrganization(transaction, organization.row)
        await storeOrganization(organizationTransaction(transaction, organization.row.id), organization)
      }
    },
    { timeout: 60_000 },
  )
}

async function storeOrganization(database: OrganizationTransaction, demo: DemoOrganization): Promise<void> {
  await createIntegrations(database, demo.integrations)
  await createNetworks(database, demo.networks.map(inputOf))
  // Users without a publisher come first: publishers are assigned to them. The rest belong to publishers.
  await createUsers(
    database,
    demo.users.filter(({ publisherId }) => !publisherId),
  )
  await createAdvertisers(
    database,
    demo.advertisers.map(({ row }) => inputOf(row)),
  )
  await createPublishers(
    database,
    demo.publishers.map(({ row }) => inputOf(row)),
  )
  await createUsers(
    database,
    demo.users.filter(({ publisherId }) => publisherId),
  )
  await createOffers(
    database,
    demo.offers.map(({ row, landingPages }) => ({
      ...inputOf(row),
      landingPages: landingPages.map(({ incrementalId: _number, offerId: _offer, ...page }) => page),
    })),
  )
  await setApprovals(database, demo.approvals)
  await createCampaigns(
    database,
    demo.campaigns.map(({ row }) => row),
  )
}

/** A planned record without its number and slug, which it gets again in the same order. */
function inputOf<Row extends { incrementalId: number; slug: string }>({
  incrementalId: _number,
  slug: _slug,
  ...input
}: Row): Omit<Row, 'incrementalId' | 'slug'> {
  return input
}
