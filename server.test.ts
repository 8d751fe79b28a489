import { Agent, get } from 'node:http'
import { beforeAll, describe, expect, test, vi } from 'vitest'
import { z } from 'zod'
import type { Database } from '@/lib/database/client'
import { openDatabase } from '@/lib/database/open'
import { openEventLog } from '@/lib/events/log'
import { sql } from '@/lib/events/sql'
import { startClickHouseServer } from '@/lib/testing/clickhouse-server'
import { installedFolder } from '@/lib/testing/installed-folder'
import { startPostgresServer } from '@/lib/testing/postgres-server'
import { startServer } from '@/lib/testing/server'
import { temporaryFolder } from '@/lib/testing/temporary-folder'

// Runs the real server as its own process with embedded stores, and stops it in every possible way.

const dataDir = await installedFolder()
const agent = new Agent({ keepAlive: true, maxSockets: 50 })
let offer = ''

/** Creates an offer that publisher 1 can run. @returns its ID */
async function makeOffer({ prisma }: Database): Promise<string> {
  const { id: organizationId } = await prisma.organization.create({ data: { slug: 'main', name: 'Main' } })
  const integration = await prisma.integration.create({ data: { organizationId, name: 'Main' } })
  const advertiser = await prisma.advertiser.create({
    data: { organizationId, incrementalId: 1, slug: 'shop', name: 'Shop' },
  })
  await prisma.publisher.create({ data: { organizationId, incrementalId: 1, slug: 'blog', name: 'Blog' } })
  const made = await prisma.offer.create({
    data: {
      organizationId,
      incrementalId: 1,
      slug: 'shop',
      name: 'Shop',
      integrationId: integration.id,
      advertiserId: advertiser.id,
    },
  })
  await prisma.landingPage.create({
    data: {
      organizationId,
      incrementalId: 1,
      offerId: made.id,
      name: 'Home',
      redirectUrl: 'https://shop.example/?click={click_id}',
    },
  })
  return made.id
}

beforeAll(async () => {
  const database = await openDatabase({ dataDir })
  offer = await makeOffer(database)
  await database.close()
})

const start = (environment: Record<string, string> = {}) => startServer({ DATA_DIR: dataDir, ...environment })

/** Clicks once. @returns the click ID in the response's Location, or undefined if there was none */
function clickOnce(port: number, link = offer): Promise<string | undefined> {
  return new Promise((resolve) => {
    const request = get(
      {
        port,
        agent,
        path: `/t/click?offer=${link}&publisher=1`,
        headers: { 'user-agent': 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0' },
      },
      (response) => {
        response.resume()
        const location = response.headers.location
        response
          .on('end', () => resolve(location && (new URL(location).searchParams.get('click') ?? undefined)))
          .on('error', () => resolve(undefined))
      },
    )
    request.on('error', () => resolve(undefined))
  })
}

/** Keeps 50 clicks in flight until told to stop. */
function traffic(port: number, answered: string[]) {
  const stop = new AbortController()
  const visitors = Array.from({ length: 50 }, async () => {
    while (!stop.signal.aborted) {
      const id = await clickOnce(port)
      if (id) answered.push(id)
      else await new Promise((resolve) => setTimeout(resolve, 5))
    }
  })
  return async () => {
    stop.abort()
    await Promise.all(visitors)
  }
}

async function until(condition: () => boolean): Promise<void> {
  while (!condition()) await new Promise((resolve) => setTimeout(resolve, 5))
}

async function storedClicks() {
  const log = await openEventLog({ dataDir, log: () => {} })
  await log.flush()
  const rows = await log.query({
    work: 'test',
    sql: sql`SELECT toString(id) AS click, count() AS times FROM click GROUP BY id`,
    row: z.object({ click: z.string(), times: z.number() }),
  })
  const [daily] = await log.query({
    work: 'test',
    sql: sql`SELECT sum(clicks) AS clicks FROM click_daily`,
    row: z.object({ clicks: z.number() }),
  })
  const [totals] = await log.query({
    work: 'test',
    sql: sql`SELECT sum(total) AS total FROM day_total`,
    row: z.object({ total: z.number() }),
  })
  await log.close()
  return {
    times: new Map(rows.map(({ click, times }) => [click, times])),
    rolledUp: daily?.clicks,
    total: totals?.total,
  }
}

describe('a server', { timeout: 180_000 }, () => {
  test('neither loses nor duplicates acknowledged clicks when killed at any time', async () => {
    const answered: string[] = []
    for (let round = 0; round < 4; round++) {
      const server = await start()
      const before = answered.length
      const stop = traffic(server.port, answered)
      await until(() => answered.length > before + 800 + 333 * round)
      await server.end('SIGKILL')
      await stop()
    }
    // One more start, with a clean shutdown: SIGTERM during traffic drains connections.
    const server = await start()
    const before = answered.length
    const stop = traffic(server.port, answered)
    await until(() => answered.length > before + 500)
    expect(await server.end('SIGTERM')).toBe(0)
    await stop()

    const { times, rolledUp, total } = await storedClicks()
    expect(answered.length).toBeGreaterThan(5000)
    expect(new Set(answered).size).toBe(answered.length)
    expect(answered.filter((id) => times.get(id) !== 1)).toEqual([])
    expect([...times.values()].every((count) => count === 1)).toBe(true)
    expect(rolledUp).toBe(times.size)
    expect(total).toBe(times.size)
  })

  test('rejects a second one in its data directory and names the process', async () => {
    const first = await start()
    await expect(start()).rejects.toThrow(new RegExp(`in use by process ${first.child.pid}`))
    expect(await clickOnce(first.port)).toBeDefined()
    expect(await first.end('SIGINT')).toBe(0)
  })
})

test('two trackers can share external servers (DATABASE_URL and CLICKHOUSE_URL)', { timeout: 180_000 }, async () => {
  const postgres = await startPostgresServer(temporaryFolder())
  const clickhouse = await startClickHouseServer()
  const folders = [temporaryFolder(), temporaryFolder()] as const
  const stores = { DATABASE_URL: postgres.url, CLICKHOUSE_URL: clickhouse.url }
  try {
    const database = await openDatabase({ dataDir: folders[0], url: postgres.url })
    const made = await makeOffer(database)
    await database.close()
    const first = await start({ ...stores, DATA_DIR: folders[0] })
    const second = await start({ ...stores, DATA_DIR: folders[1] })
    const answered = await Promise.all([first, second, first].map(({ port }) => clickOnce(port, made)))
    const log = await openEventLog({ dataDir: temporaryFolder(), url: clickhouse.url })
    const stored = () =>
      log.query({
        work: 'test',
        sql: sql`SELECT toString(id) AS click, visitor FROM click`,
        row: z.object({ click: z.string(), visitor: z.number() }),
      })
    await vi.waitFor(
      async () =>
        expect((await stored()).map(({ click }) => click).toSorted()).toEqual(answered.map(String).toSorted()),
      { timeout: 10_000 },
    )
    const rows = await stored()
    await log.close()
    // Both see the same visitor, because processes share the day's salt.
    expect(new Set(rows.map(({ visitor }) => visitor)).size).toBe(1)
    expect(await first.end('SIGTERM')).toBe(0)
    expect(await second.end('SIGTERM')).toBe(0)
  } finally {
    await clickhouse.stop()
    await postgres.stop()
  }
})
