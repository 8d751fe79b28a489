import { randomUUID } from 'node:crypto'
import { z } from 'zod'
import type { Database } from '@/lib/database/client'
import type { EventLog } from '@/lib/events/log'
import { literal } from '@/lib/events/sql'
import { click, rollUps, type ClickRow } from '@/lib/events/tables'
import { today } from '@/lib/time'
import { demoOrganizations, organizationIds, type DemoOrganization } from './catalog'
import { demoClicks } from './clicks'
import { provideCredentials, type Credentials } from './credentials'

export type DemoOptions = {
  database: Database
  events: EventLog
  /** Where the product is reached, without a slash at the end. */
  baseUrl: string
  /** Gets `demo.json`. */
  dataDir: string
  now?: Date
  seed?: string
  /** How many there are about. */
  clicks?: number
  /** Gets a line now and then while it takes time. */
  onProgress?: (line: string) => void
}

/** Of one statement: 12 MB of text. Fewer cost more parts to merge, more cost memory. */
const BATCH = 20_000
const PROGRESS_EVERY = 1000

/**
 * Fills an empty database with demo data, and writes `demo.json`, which tells how to sign in. Where the demo is loaded already, only
 * `demo.json` is brought up to date. A load that was cut short leaves no organization, so that the next one begins anew.
 * @returns null when there are organizations that are not the demo's: then nothing is done
 */
export async function loadDemo(options: DemoOptions): Promise<Credentials | null> {
  const { database, events, now = new Date(), seed = 'tributary', clicks = 500_000, onProgress = () => {} } = options
  const organizations = demoOrganizations({ seed, lastDay: today('UTC', now) })
  const present = await database.prisma.organization.findMany({ select: { id: true } })
  if (present.length === 0) {
    // The catalog comes last and at one stroke: clicks of organizations that do not exist are seen by nobody.
    await forgetClicks(events, organizationIds(seed))
    await storeClicks(events, organizations, { seed, clicks, now, onProgress })
    await storeCatalog(database, organizations)
  } else if (!organizations.every(({ row }) => present.some(({ id }) => id === row.id))) {
    return null
  }
  return provideCredentials({ ...options, organizationIds: organizations.map(({ row }) => row.id) })
}

async function storeClicks(
  events: EventLog,
  organizations: readonly DemoOrganization[],
  { seed, clicks, now, onProgress }: { seed: string; clicks: number; now: Date; onProgress: (line: string) => void },
): Promise<void> {
  const lastDay = today('UTC', now)
  const number = new Intl.NumberFormat('en')
  let told = performance.now()
  let stored = 0
  let batch: ClickRow[] = []
  let storing = Promise.resolve()
  // Rows are made while the store takes the batch before.
  const store = async () => {
    await storing
    storing = insert(events, batch)
    stored += batch.length
    batch = []
    if (performance.now() - told < PROGRESS_EVERY) return
    told = performance.now()
    onProgress(`Demo data: ${number.format(stored)} of about ${number.format(clicks)} clicks`)
  }
  try {
    for (const organization of organizations) {
      const ofOrganization = { clicks: clicks * organization.plan.share, lastDay, seed, until: now.getTime() }
      for (const rows of demoClicks(organization, ofOrganization)) {
        batch.push(...rows)
        if (batch.length >= BATCH) await store()
      }
    }
    await store()
  } finally {
    await storing
  }
}

/**
 * Not through `append`, which is made for clicks that visitors wait for: it would spool an insert that takes longer than a moment.
 * One JSON text for all rows takes half the time of one for each.
 */
async function insert(events: EventLog, rows: readonly ClickRow[]): Promise<void> {
  const [first] = rows
  if (!first) return
  const settings = `insert_deduplication_token = '${randomUUID()}', deduplicate_blocks_in_dependent_materialized_views = 1, distributed_foreground_insert = 1`
  const lines = JSON.stringify(rows.map((row) => Object.values(row))).slice(1, -1)
  await events.command(
    `INSERT INTO ${click.name} (${Object.keys(first).join(', ')}) SETTINGS ${settings} FORMAT JSONCompactEachRow\n${lines}`,
  )
}

/** Removes what a load that was cut short has stored. */
async function forgetClicks(events: EventLog, organizations: readonly string[]): Promise<void> {
  const where = `organization IN (${organizations.map((id) => `'${id}'`).join(', ')})`
  const [left] = await events.query({
    operation: 'demo',
    sql: literal(`SELECT count() AS clicks FROM ${click.name} WHERE ${where}`),
    row: z.object({ clicks: z.number() }),
  })
  if (!left?.clicks) return
  const [table] = await events.query({
    operation: 'demo',
    sql: literal(`SELECT engine_full AS engine FROM system.tables WHERE database = currentDatabase() AND name = '${click.name}'`),
    row: z.object({ engine: z.string() }),
  })
  // On a cluster the rows are in the tables behind the distributed ones (lib/events/ddl.ts).
  const cluster = /^Distributed\('?(\w+)/.exec(table?.engine ?? '')?.[1]
  for (const { name } of [click, ...rollUps]) {
    const target = cluster ? `${name}_local ON CLUSTER ${cluster}` : name
    await events.command(`ALTER TABLE ${target} DELETE WHERE ${where} SETTINGS mutations_sync = 2`)
  }
}

/** Stores both catalogs in one transaction: all or nothing. */
async function storeCatalog({ prisma }: Database, organizations: readonly DemoOrganization[]): Promise<void> {
  await prisma.$transaction(
    async (transaction) => {
      // The lock of lib/access/setup.ts, whose first visitor may be quicker.
      await transaction.$executeRaw`select pg_advisory_xact_lock(7246001)`
      if (await transaction.organization.findFirst({ select: { id: true } }))
        throw new Error('An organization was made while the demo was loaded.')
      for (const { row, integrations, networks, advertisers, publishers, offers, campaigns, approvals, users } of organizations) {
        const pages = offers.flatMap(({ landingPages }) => landingPages)
        await transaction.organization.create({ data: row })
        await transaction.integration.createMany({ data: integrations })
        await transaction.network.createMany({ data: networks })
        await transaction.advertiser.createMany({ data: advertisers.map((advertiser) => advertiser.row) })
        await transaction.publisher.createMany({ data: publishers.map((publisher) => publisher.row) })
        await transaction.offer.createMany({ data: offers.map((offer) => offer.row) })
        await transaction.landingPage.createMany({ data: pages })
        await transaction.offerApproval.createMany({ data: approvals })
        await transaction.campaign.createMany({ data: campaigns.map((campaign) => campaign.row) })
        await transaction.user.createMany({ data: users })
        // What lib/catalog/create.ts counts on from.
        const last = { network: networks, advertiser: advertisers, publisher: publishers, offer: offers, landingPage: pages }
        await transaction.sequence.createMany({
          data: Object.entries(last).map(([entity, { length: value }]) => ({ organizationId: row.id, entity, value })),
        })
      }
    },
    { timeout: 60_000 },
  )
}
