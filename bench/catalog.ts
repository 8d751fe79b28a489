// npx tsx bench/catalog.ts
//
// Measures how long a tracker takes to read a large catalog at its start, how much memory that takes, and how long until an edit among it is live.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { followCatalog } from '@/lib/catalog/snapshot'
import { openDatabase } from '@/lib/database/open'
import { createAdvertisers, createIntegrations, createOrganization } from '@/lib/testing/catalog'

const SIZES = { publishers: 1_000, offers: 100_000, customPayouts: 200_000, subIds: 1_000_000 }
const EDITS = 20
const PART = 50_000

const seconds = (from: number) => `${((performance.now() - from) / 1000).toFixed(1)} s`
const heap = () => {
  globalThis.gc?.()
  return process.memoryUsage().heapUsed / 1e6
}

const dataDir = mkdtempSync(join(tmpdir(), 'catalog-'))
const database = await openDatabase({ dataDir })
const { prisma } = database
const { id: organization } = await createOrganization(database, { name: 'Acme' })
const [advertiser] = await createAdvertisers(database, organization, [{ name: 'Shoes' }])
const [integration] = await createIntegrations(database, organization, [{ name: 'Main' }])
if (!advertiser || !integration) throw new Error('Missing data')

/** Runs a statement for numbers from 1 on, few enough at a time for the database client's time limit. */
async function inParts(count: number, insert: (first: number, last: number) => Promise<unknown>): Promise<void> {
  for (let first = 1; first <= count; first += PART) await insert(first, Math.min(first + PART - 1, count))
}

const filling = performance.now()
await prisma.$executeRaw`
  INSERT INTO "Publisher" ("id", "organizationId", "incrementalId", "slug", "name", "updatedAt")
  SELECT uuidv7(), ${organization}::uuid, n, 'publisher-' || n, 'Publisher ' || n, now() FROM generate_series(1, ${SIZES.publishers}::int) n`
await inParts(
  SIZES.offers,
  (first, last) => prisma.$executeRaw`
  INSERT INTO "Offer" ("id", "organizationId", "incrementalId", "integrationId", "advertiserId", "slug", "name", "updatedAt", "currency")
  SELECT uuidv7(), ${organization}::uuid, n, ${integration.id}::uuid, ${advertiser.id}::uuid, 'offer-' || n, 'Offer ' || n, now(), 'USD'
  FROM generate_series(${first}::int, ${last}::int) n`,
)
await prisma.$executeRaw`
  INSERT INTO "LandingPage" ("id", "organizationId", "incrementalId", "offerId", "name", "redirectUrl", "isDefault", "updatedAt")
  SELECT uuidv7(), "organizationId", "incrementalId", "id", 'Page', 'https://shop.example/?offer=' || "incrementalId" || '&click={click_id}', true, now() FROM "Offer"`
await inParts(
  SIZES.customPayouts,
  (first, last) => prisma.$executeRaw`
  INSERT INTO "CustomPayout" ("id", "organizationId", "publisherId", "offerId", "payoutType", "payout", "updatedAt")
  SELECT uuidv7(), ${organization}::uuid, publisher."id", offer."id", 'CPC', 0.1 + (n % 50) * 0.01, now()
  FROM generate_series(${first}::int, ${last}::int) n
  JOIN "Publisher" publisher ON publisher."incrementalId" = 1 + n % ${SIZES.publishers}::int
  JOIN "Offer" offer ON offer."incrementalId" = 1 + n / 2 % ${SIZES.offers}::int`,
)
await inParts(
  SIZES.subIds,
  (first, last) => prisma.$executeRaw`
  INSERT INTO "PublisherSubId" ("id", "organizationId", "publisherId", "externalId", "name", "updatedAt")
  SELECT uuidv7(), ${organization}::uuid, publisher."id", 'sub-' || n, 'Sub ID ' || n, now()
  FROM generate_series(${first}::int, ${last}::int) n JOIN "Publisher" publisher ON publisher."incrementalId" = 1 + n % ${SIZES.publishers}::int`,
)
await inParts(
  SIZES.subIds,
  (first, last) => prisma.$executeRaw`
  INSERT INTO "BlockedSubId" ("id", "organizationId", "publisherId", "offerId", "subId", "updatedAt")
  SELECT uuidv7(), ${organization}::uuid, publisher."id", offer."id", 'sub-' || n, now()
  FROM generate_series(${first}::int, ${last}::int) n
  JOIN "Publisher" publisher ON publisher."incrementalId" = 1 + n % ${SIZES.publishers}::int
  JOIN "Offer" offer ON offer."incrementalId" = 1 + n % ${SIZES.offers}::int`,
)
await prisma.$executeRaw`ANALYZE`
console.log(`Filled in ${seconds(filling)}.`)

const before = heap()
const starting = performance.now()
const cpu = process.cpuUsage()
const followed = await followCatalog(database)
const used = process.cpuUsage(cpu)
console.log(
  `Read in ${seconds(starting)}, ${((used.user + used.system) / 1e6).toFixed(1)} s of CPU in this process, ${(heap() - before).toFixed(0)} MB of heap.`,
)

const times: number[] = []
for (let edit = 1; edit <= EDITS; edit++) {
  const number = edit * 997
  const name = `Edited ${edit}`
  const from = performance.now()
  const [offer] = await prisma.offer.updateManyAndReturn({
    where: { organizationId: organization, incrementalId: number },
    data: { name },
  })
  if (!offer) throw new Error('Missing offer')
  while (followed.catalog.organizations.get(organization)?.offers.byId.get(offer.id)?.name !== name)
    await new Promise((resolve) => setTimeout(resolve, 1))
  times.push(performance.now() - from)
}
times.sort((a, b) => a - b)
console.log(`An edit is live after ${times[0]?.toFixed(0)} to ${times.at(-1)?.toFixed(0)} ms.`)

await followed.close()
await database.close()
rmSync(dataDir, { recursive: true, force: true })
