import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { createClient } from '@clickhouse/client'
import { describe, expect, test, vi } from 'vitest'
import { z } from 'zod'
import { startClickHouseCluster, startClickHouseServer } from './clickhouse-server'

async function rows(url: string, query: string): Promise<unknown[]> {
  const client = createClient({ url })
  try {
    const answer = await client.query({ query, format: 'JSONEachRow' })
    return await answer.json()
  } finally {
    await client.close()
  }
}

async function run(url: string, query: string): Promise<void> {
  const client = createClient({ url })
  try {
    await client.command({ query })
  } finally {
    await client.close()
  }
}

describe('a ClickHouse server for tests', { timeout: 60_000 }, () => {
  test('stores rows and answers queries over HTTP, and leaves nothing behind', async () => {
    const server = await startClickHouseServer()
    try {
      await run(server.url, 'CREATE TABLE number (n UInt32) ENGINE = MergeTree ORDER BY n')
      const client = createClient({ url: server.url })
      await client.insert({ table: 'number', values: [{ n: 1 }, { n: 2 }], format: 'JSONEachRow' })
      await client.close()
      expect(await rows(server.url, 'SELECT sum(n) AS sum FROM number')).toEqual([{ sum: 3 }])
      expect(existsSync(server.folder)).toBe(true)
    } finally {
      await server.stop()
    }
    await expect(fetch(`${server.url}/ping`)).rejects.toThrow()
    expect(existsSync(server.folder)).toBe(false)
  })

  test('forms a cluster with a second one, where Distributed tables write to and read from both', async () => {
    const cluster = await startClickHouseCluster({ name: 'pair' })
    try {
      const [first = '', second = ''] = cluster.urls
      for (const url of cluster.urls) {
        await run(url, 'CREATE TABLE number_local (n UInt32) ENGINE = MergeTree ORDER BY n')
        await run(
          url,
          `CREATE TABLE number AS number_local ENGINE = Distributed(pair, currentDatabase(), number_local, n)`,
        )
      }
      await run(first, 'INSERT INTO number SETTINGS distributed_foreground_insert = 1 SELECT number FROM numbers(100)')
      expect(await rows(second, 'SELECT count() AS rows, sum(n) AS sum FROM number')).toEqual([
        { rows: 100, sum: 4950 },
      ])
      for (const url of cluster.urls) {
        expect(await rows(url, 'SELECT count() AS rows FROM number_local')).toEqual([{ rows: 50 }])
      }
    } finally {
      await cluster.stop()
    }
  })

  test('stops with the process that started it, even if that is killed', async () => {
    const script = `import { startClickHouseServer } from './lib/testing/clickhouse-server'
      void startClickHouseServer().then(({ url, folder }) => console.log(JSON.stringify({ url, folder })))`
    const parent = spawn(process.execPath, ['--import', 'tsx', '--input-type=module', '--eval', script], {
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    const [line] = z.tuple([z.instanceof(Buffer)]).parse(await once(parent.stdout, 'data'))
    const { url, folder } = z.object({ url: z.string(), folder: z.string() }).parse(JSON.parse(line.toString()))
    expect(await rows(url, 'SELECT 1 AS one')).toEqual([{ one: 1 }])
    parent.kill('SIGKILL')
    await vi.waitFor(() => expect(existsSync(folder)).toBe(false), { timeout: 30_000 })
    await expect(fetch(`${url}/ping`)).rejects.toThrow()
  })
})
