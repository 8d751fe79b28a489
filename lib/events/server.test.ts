import { randomUUID } from 'node:crypto'
import { connect as connectTcp, createServer, type Server, type Socket } from 'node:net'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { z } from 'zod'
import { startClickHouseCluster, startClickHouseServer, type ClickHouseServer } from '@/lib/testing/clickhouse-server'
import { clickRow } from '@/lib/testing/events'
import { temporaryFolder } from '@/lib/testing/temporary-folder'
import { connect, query } from './client'
import { createRollUp, createTable } from './ddl'
import { encoder, insertStatement } from './encode'
import { openEventLog } from './log'
import { sql, value } from './sql'
import { click, eventTables, rollUps } from './tables'

const time = '2026-11-20 10:00:00.000'
const rowsOf = (organization: string, count: number) =>
  Array.from({ length: count }, (_, index) =>
    clickRow({ organization, id: randomUUID(), time, visitor: String(index) }),
  )

/** A TCP proxy to the server whose connections can be cut. */
async function wire(target: string) {
  const { hostname, port } = new URL(target)
  const sockets = new Set<Socket>()
  const keep = (socket: Socket) => {
    sockets.add(socket)
    socket.on('error', () => {}).on('close', () => sockets.delete(socket))
    return socket
  }
  let server: Server | undefined
  let local = 0
  const join = async () => {
    server = createServer((client) => {
      const upstream = keep(connectTcp(Number(port), hostname))
      keep(client).pipe(upstream).pipe(client)
    })
    await new Promise<void>((resolve) => server?.listen(local, '127.0.0.1', resolve))
    const address = server.address()
    if (typeof address === 'object' && address) local = address.port
  }
  const cut = async () => {
    for (const socket of sockets) socket.destroy()
    await new Promise((resolve) => server?.close(resolve))
  }
  await join()
  return { url: `http://127.0.0.1:${local}`, cut, join }
}

describe('a ClickHouse server instead of the embedded engine', { timeout: 60_000 }, () => {
  let server: ClickHouseServer
  beforeAll(async () => {
    server = await startClickHouseServer()
  })
  afterAll(() => server.stop())

  async function countAt(
    url: string,
    organization: string,
  ): Promise<{ clicks: number; rolledUp: number; total: number }> {
    const client = await connect({ dataDir: '', url })
    const id = value('UUID', organization)
    const [row] = await query(client, {
      work: 'test',
      sql: sql`SELECT (SELECT count() FROM click WHERE organization = ${id}) AS clicks,
                      (SELECT sum(clicks) FROM click_daily WHERE organization = ${id}) AS rolledUp,
                      (SELECT sum(total) FROM day_total WHERE organization = ${id}) AS total`,
      row: z.object({ clicks: z.number(), rolledUp: z.number(), total: z.number() }),
    })
    await client.close()
    return row ?? { clicks: 0, rolledUp: 0, total: 0 }
  }

  test('stores rows, rolls them up and answers queries', async () => {
    const organization = randomUUID()
    const log = await openEventLog({ dataDir: temporaryFolder(), url: server.url })
    await log.append(click, rowsOf(organization, 1000))
    await log.flush()
    expect(await countAt(server.url, organization)).toEqual({ clicks: 1000, rolledUp: 1000, total: 1000 })
    await log.close()
  })

  test('can be unreachable without blocking or losing acknowledged rows, and each row arrives once', async () => {
    const organization = randomUUID()
    const line = await wire(server.url)
    const log = await openEventLog({ dataDir: temporaryFolder(), url: line.url, log: () => {} })
    await log.append(click, rowsOf(organization, 10))
    await log.flush()
    await line.cut()
    for (let batch = 0; batch < 5; batch++) await log.append(click, rowsOf(organization, 10))
    expect((await countAt(server.url, organization)).clicks).toBe(10)
    await line.join()
    await vi.waitFor(
      async () => expect(await countAt(server.url, organization)).toEqual({ clicks: 60, rolledUp: 60, total: 60 }),
      { timeout: 20_000 },
    )
    await log.close()
    await line.cut()
  })

  test('receives from the next process what the previous one left on disk', async () => {
    const organization = randomUUID()
    const dataDir = temporaryFolder()
    const line = await wire(server.url)
    const dying = await openEventLog({ dataDir, url: line.url, log: () => {} })
    await line.cut()
    await dying.append(click, rowsOf(organization, 25))
    await dying.close()
    const next = await openEventLog({ dataDir, url: server.url, log: () => {} })
    await vi.waitFor(async () => expect((await countAt(server.url, organization)).clicks).toBe(25), { timeout: 20_000 })
    await next.close()
  })

  test('counts each click once when roll-ups are rebuilt while several trackers send clicks', async () => {
    const organization = randomUUID()
    const logs = await Promise.all(
      [temporaryFolder(), temporaryFolder()].map((dataDir) =>
        openEventLog({ dataDir, url: server.url, spacing: 0, log: () => {} }),
      ),
    )
    const [rebuilding, other] = logs
    const done = new AbortController()
    let sent = 0
    const traffic = logs.map(async (log) => {
      while (!done.signal.aborted) {
        await log.append(click, rowsOf(organization, 10))
        sent += 10
        await new Promise((resolve) => setTimeout(resolve, 5))
      }
    })
    await vi.waitFor(async () => expect((await countAt(server.url, organization)).clicks).toBeGreaterThan(100))
    for (let round = 0; round < 2; round++) {
      await other?.command('TRUNCATE TABLE click_daily')
      await (round === 0 ? rebuilding?.checkRollUps() : rebuilding?.rebuildRollUps())
    }
    done.abort()
    await Promise.all(traffic)
    await Promise.all(logs.map((log) => log.flush()))
    expect(await countAt(server.url, organization)).toEqual({ clicks: sent, rolledUp: sent, total: sent })
    await Promise.all(logs.map((log) => log.close()))
  })

  test('adds missing columns and settings to tables from an older version, and lifts the fence that a killed rebuild left up', async () => {
    const client = await connect({ dataDir: '', url: server.url })
    await client.command('ALTER TABLE click DROP COLUMN channel')
    await client.command('ALTER TABLE click_daily RESET SETTING min_rows_to_fsync_after_merge')
    await client.command('ALTER TABLE click MODIFY SETTING min_free_disk_bytes_to_perform_insert = 4611686018427387904')
    const log = await openEventLog({ dataDir: temporaryFolder(), url: server.url })
    const columns = await log.query({
      work: 'test',
      sql: sql`SELECT name FROM system.columns WHERE table = 'click' AND database = currentDatabase()`,
      row: z.object({ name: z.string() }),
    })
    expect(columns.map(({ name }) => name).toSorted()).toEqual(Object.keys(click.columns).toSorted())
    const created = await log.query({
      work: 'test',
      sql: sql`SELECT name, create_table_query AS created FROM system.tables WHERE name IN ('click', 'click_daily')`,
      row: z.object({ name: z.string(), created: z.string() }),
    })
    expect(created.every((table) => table.created.includes('min_rows_to_fsync_after_merge = 1'))).toBe(true)
    const organization = randomUUID()
    await log.append(click, rowsOf(organization, 3))
    await log.flush()
    expect((await countAt(server.url, organization)).clicks).toBe(3)
    await log.close()
    await client.close()
  })
})

describe('a cluster', { timeout: 60_000 }, () => {
  /** The test servers have no Keeper, which replication and ON CLUSTER need. So each node gets the statements directly, and there are no replicas. */
  const withoutKeeper = (statement: string) =>
    statement
      .replaceAll(/ ON CLUSTER \w+/g, '')
      .replaceAll(/Replicated(\w*MergeTree)\([^)]*\)/g, '$1')
      .replaceAll('replicated_deduplication_window', 'non_replicated_deduplication_window')

  test('spreads rows across shards, and every node answers with all of them', async () => {
    const cluster = await startClickHouseCluster({ name: 'pair' })
    const clients = await Promise.all(cluster.urls.map((url) => connect({ dataDir: '', url })))
    try {
      const statements = [
        ...eventTables.flatMap((table) => createTable(table, { cluster: 'pair' })),
        ...rollUps.flatMap((rollUp) => createRollUp(rollUp, { cluster: 'pair' })),
      ]
      for (const client of clients) for (const statement of statements) await client.command(withoutKeeper(statement))

      const organization = randomUUID()
      const batch = rowsOf(organization, 500).map(encoder(click)).join('\n')
      const insert = insertStatement(click, 'token-1', batch, true)
      await clients[0]?.command(insert)
      // Sent again, as after a lost response. Each shard recognizes its part by the token.
      await clients[0]?.command(insert)

      const id = value('UUID', organization)
      for (const client of clients) {
        const counts = await query(client, {
          work: 'test',
          sql: sql`SELECT (SELECT count() FROM click WHERE organization = ${id}) AS everywhere,
                          (SELECT count() FROM click_local WHERE organization = ${id}) AS here,
                          (SELECT sum(clicks) FROM click_daily WHERE organization = ${id}) AS rolledUp,
                          (SELECT sum(total) FROM day_total WHERE organization = ${id}) AS total`,
          row: z.object({ everywhere: z.number(), here: z.number(), rolledUp: z.number(), total: z.number() }),
        })
        expect(counts).toEqual([{ everywhere: 500, here: expect.any(Number), rolledUp: 500, total: 500 }])
        expect(counts[0]?.here).toBeGreaterThan(100)
        expect(counts[0]?.here).toBeLessThan(400)
      }
    } finally {
      for (const client of clients) await client.close()
      await cluster.stop()
    }
  })
})
