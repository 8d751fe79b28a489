import { ship } from '@/lib/conversions/outbox'
import type { Database } from '@/lib/database/client'
import type { EventLog } from '@/lib/events/log'
import { click, linkTest } from '@/lib/events/tables'
import { today } from '@/lib/time'
import type { Agent } from '@/lib/tracking/user-agent'
import { CapUse } from './caps'
import { demoOrganizations, organizationIds, type DemoOrganization } from './catalog'
import { demoClicks, Register, type ShortClick } from './clicks'
import { provideCredentials, type Credentials } from './credentials'
import { storeImpressions } from './impressions'
import { linkClicks } from './link-clicks'
import { linkReports } from './link-reports'
import { demoLinkTests } from './link-tests'
import { demoReports, type DemoReports } from './reports'
import { openSpeller } from './spell-out'
import { storeStatements } from './statements'
import { storeCatalog } from './store-catalog'

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
    const loaded = await Promise.all(
      organizations.map(async (demo) => ({
        demo,
        use: new CapUse(demo.caps, demo.plan.timezone, now),
        linkTests: await demoLinkTests(demo, { seed, now }),
      })),
    )
    for (const { linkTests } of loaded) await events.append(linkTest, linkTests.rows)
    await storeClicks(events, loaded, { seed, clicks, now, onProgress })
    for (const { demo } of loaded) await storeImpressions(events, demo)
    onProgress('Demo data: recording conversions')
    const at = { seed, now: now.getTime() }
    const reported = []
    for (const one of loaded) {
      const share = clicks * one.demo.plan.share
      const own = linkClicks(one.demo, { clicks: share, lastDay: today('UTC', now), seed, until: at.now })
      await events.append(click, own)
      const [ofOffers, ofLinks] = [await demoReports(events, one.demo, at), linkReports(one.demo, own, at)]
      reported.push({ ...one, reports: together(ofOffers, ofLinks) })
    }
    await ship(database, events, await storeCatalog(database, events, reported, at))
    for (const demo of organizations) await storeStatements(database, events, demo, at.now)
  } else if (!organizations.every(({ row }) => present.some(({ id }) => id === row.id))) {
    return null
  }
  return provideCredentials({ ...options, organizationIds: organizations.map(({ row }) => row.id) })
}

/** Several kinds of reports as one, in order of time. */
const together = (...all: readonly DemoReports[]): DemoReports => ({
  customers: all.flatMap(({ customers }) => customers),
  reports: all.flatMap(({ reports }) => reports).toSorted((a, b) => a.report.time - b.report.time),
})

/** Bypasses `append`, which is made for clicks that visitors wait for. */
async function storeClicks(
  events: EventLog,
  organizations: readonly { demo: DemoOrganization; use: CapUse }[],
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
    for (const { demo, use } of organizations) {
      await storing
      await speller.begin(demo)
      const ofOrganization = { clicks: clicks * demo.plan.share, lastDay, seed, until: now.getTime(), agents }
      for (const clicksOfDay of demoClicks(demo, ofOrganization)) {
        use.count(clicksOfDay)
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
