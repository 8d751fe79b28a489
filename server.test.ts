import { spawn, type ChildProcess } from 'node:child_process'
import { Agent, get } from 'node:http'
import { createServer } from 'node:net'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { z } from 'zod'
import { openDatabase } from '@/lib/database/open'
import { openEventLog } from '@/lib/events/log'
import { sql } from '@/lib/events/sql'
import { temporaryFolder } from '@/lib/testing/temporary-folder'

// The real server as a process of its own, on its own embedded stores, ended in every way there is.

const dataDir = temporaryFolder()
const agent = new Agent({ keepAlive: true, maxSockets: 50 })
let running: ChildProcess | undefined
let offer = ''

beforeAll(async () => {
  const database = await openDatabase({ dataDir })
  const { prisma } = database
  const { id: organizationId } = await prisma.organization.create({ data: { slug: 'main', name: 'Main' } })
  const integration = await prisma.integration.create({ data: { organizationId, name: 'Main' } })
  const advertiser = await prisma.advertiser.create({ data: { organizationId, incrementalId: 1, slug: 'shop', name: 'Shop' } })
  await prisma.publisher.create({ data: { organizationId, incrementalId: 1, slug: 'blog', name: 'Blog' } })
  const made = await prisma.offer.create({ data: { organizationId, incrementalId: 1, slug: 'shop', name: 'Shop', integrationId: integration.id, advertiserId: advertiser.id } })
  await prisma.landingPage.create({ data: { organizationId, incrementalId: 1, offerId: made.id, name: 'Home', redirectUrl: 'https://shop.example/?click={click_id}' } })
  offer = made.id
  await database.close()
})

afterAll(async () => {
  if (running?.exitCode === null && running.signalCode === null) await end(running, 'SIGTERM')
})

async function freePort(): Promise<number> {
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = z.object({ port: z.number() }).parse(server.address())
  await new Promise((resolve) => server.close(resolve))
  return port
}

async function start(): Promise<{ child: ChildProcess; port: number; output: () => string }> {
  const port = await freePort()
  const child = spawn(process.execPath, ['--import', 'tsx', 'server.ts', '--tracker-only'], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, NODE_ENV: 'production', PORT: String(port), DATA_DIR: dataDir, DATABASE_URL: '', CLICKHOUSE_URL: '', BASE_URL: '' },
  })
  running = child
  let output = ''
  const heard = new Promise<void>((resolve, reject) => {
    const listen = (chunk: Buffer) => {
      output += chunk.toString()
      if (output.includes('Tributary is up')) resolve()
    }
    child.stdout.on('data', listen)
    child.stderr.on('data', listen)
    child.once('exit', () => reject(new Error(`The server ended while starting:\n${output}`)))
  })
  await heard
  return { child, port, output: () => output }
}

function end(child: ChildProcess, signal: 'SIGKILL' | 'SIGTERM' | 'SIGINT'): Promise<number | null> {
  return new Promise((resolve) => {
    child.once('exit', resolve)
    child.kill(signal)
  })
}

/** Clicks once. @returns the click id in the Location of the answer, or undefined if there was none */
function clickOnce(port: number): Promise<string | undefined> {
  return new Promise((resolve) => {
    const request = get({ port, agent, path: `/t/click?offer=${offer}&publisher=1`, headers: { 'user-agent': 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0' } }, (response) => {
      response.resume()
      const location = response.headers.location
      response.on('end', () => resolve(location && (new URL(location).searchParams.get('click') ?? undefined))).on('error', () => resolve(undefined))
    })
    request.on('error', () => resolve(undefined))
  })
}

/** Keeps 50 clicks under way until told to stop. */
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
  const rows = await log.query({ operation: 'test', sql: sql`SELECT toString(id) AS click, count() AS times FROM click GROUP BY id`, row: z.object({ click: z.string(), times: z.number() }) })
  const [daily] = await log.query({ operation: 'test', sql: sql`SELECT sum(clicks) AS clicks FROM click_daily`, row: z.object({ clicks: z.number() }) })
  await log.close()
  return { times: new Map(rows.map(({ click, times }) => [click, times])), rolledUp: daily?.clicks }
}

describe('a server that is killed', { timeout: 180_000 }, () => {
  test('loses and doubles nothing that it answered, whenever it is killed', async () => {
    const answered: string[] = []
    for (let round = 0; round < 4; round++) {
      const { child, port } = await start()
      const before = answered.length
      const stop = traffic(port, answered)
      await until(() => answered.length > before + 800 + 333 * round)
      await end(child, 'SIGKILL')
      await stop()
    }
    // Another start, ended in an orderly way: SIGTERM in the middle of traffic drains.
    const { child, port } = await start()
    const before = answered.length
    const stop = traffic(port, answered)
    await until(() => answered.length > before + 500)
    expect(await end(child, 'SIGTERM')).toBe(0)
    await stop()

    const { times, rolledUp } = await storedClicks()
    expect(answered.length).toBeGreaterThan(5000)
    expect(new Set(answered).size).toBe(answered.length)
    expect(answered.filter((id) => times.get(id) !== 1)).toEqual([])
    expect([...times.values()].every((count) => count === 1)).toBe(true)
    expect(rolledUp).toBe(times.size)
  })

  test('is the only one in its data directory, and says who is', async () => {
    const first = await start()
    await expect(start()).rejects.toThrow(new RegExp(`in use by process ${first.child.pid}`))
    running = first.child
    expect(await clickOnce(first.port)).toBeDefined()
    expect(await end(first.child, 'SIGINT')).toBe(0)
  })
})
