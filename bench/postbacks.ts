// npx tsx bench/postbacks.ts [--postbacks 30000] [--connections 1500]
//
// Measures recorded postbacks per second: a tracker on embedded stores, each postback of another click, answered once it's durable. The load generator
// is a process of its own on the same machine.
import { fork } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:http'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { z } from 'zod'
import { followCatalog } from '@/lib/catalog/snapshot'
import { createRecorder } from '@/lib/conversions/recorder'
import { openDatabase } from '@/lib/database/open'
import { openEventLog } from '@/lib/events/log'
import { storeTime } from '@/lib/events/sql'
import { click, postback } from '@/lib/events/tables'
import {
  createAdvertisers,
  createIntegrations,
  createOffers,
  createOrganization,
  createPublishers,
} from '@/lib/testing/catalog'
import { createToken } from '@/lib/testing/conversions'
import { clickRow } from '@/lib/testing/rows'
import { createPostbacks } from '@/lib/tracking/postback'
import { newUuid } from '@/lib/uuid'

const job = z.object({ port: z.number(), token: z.string(), ids: z.array(z.string()), connections: z.number() })
const measured = z.object({ seconds: z.number(), recorded: z.number(), p50: z.number(), p99: z.number() })

/**
 * Sends a postback for each ID over some connections, one at a time on each. It writes to the sockets itself: an HTTP client took a fifth of the
 * machine, which then wasn't there for what's measured.
 */
async function load({ port, token, ids, connections }: z.infer<typeof job>): Promise<z.infer<typeof measured>> {
  const times: number[] = []
  let recorded = 0
  let next = 0
  const onConnection = async () => {
    const socket = connect(port, '127.0.0.1')
    socket.setNoDelay(true)
    let received = ''
    let complete: ((status: string) => void) | undefined
    let fail: ((error: Error) => void) | undefined
    socket.on('error', (error) => fail?.(error))
    socket.on('data', (chunk) => {
      received += chunk.toString('latin1')
      const head = received.indexOf('\r\n\r\n')
      if (head < 0) return
      const length = Number(/content-length: (\d+)/i.exec(received)?.[1])
      if (received.length < head + 4 + length) return
      const status = received.slice(9, 12)
      received = ''
      complete?.(status)
    })
    for (let id = ids[next++]; id !== undefined; id = ids[next++]) {
      const started = performance.now()
      const answered = new Promise<string>((resolve, reject) => {
        complete = resolve
        fail = reject
      })
      socket.write(
        `GET /t/postback?transaction_id=${id}&secure=${token}&amount=12.50 HTTP/1.1\r\nhost: localhost:${port}\r\n\r\n`,
      )
      if ((await answered) === '200') recorded++
      times.push(performance.now() - started)
    }
    socket.destroy()
  }
  const started = performance.now()
  await Promise.all(Array.from({ length: connections }, onConnection))
  const seconds = (performance.now() - started) / 1000
  times.sort((a, b) => a - b)
  const at = (share: number) => times[Math.floor(times.length * share)] ?? 0
  return { seconds, recorded, p50: at(0.5), p99: at(0.99) }
}

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: { postbacks: { type: 'string', default: '30000' }, connections: { type: 'string', default: '1500' } },
  })
  const count = Number(values.postbacks)
  const dataDir = mkdtempSync(join(tmpdir(), 'postbacks-'))
  const database = await openDatabase({ dataDir })
  const events = await openEventLog({ dataDir })
  const { id: organizationId } = await createOrganization(database, { name: 'Acme' })
  const [advertiser] = await createAdvertisers(database, organizationId, [{ name: 'Shoes' }])
  const [publisher] = await createPublishers(database, organizationId, [{ name: 'Daily Deals' }])
  const [integration] = await createIntegrations(database, organizationId, [{ name: 'Main' }])
  if (!advertiser || !publisher || !integration) throw new Error('Missing data')
  const price = { payoutType: 'CPS', payoutPercent: '5', revenueType: 'RPS', revenuePercent: '8' } as const
  const offers = await createOffers(
    database,
    organizationId,
    Array.from({ length: 50 }, (_, index) => ({
      ...price,
      name: `Offer ${index}`,
      integrationId: integration.id,
      advertiserId: advertiser.id,
    })),
  )
  const token = await createToken(database, organizationId)
  // Clicks of the last hour.
  const rows = Array.from({ length: count + 5000 }, (_, index) => {
    const at = new Date(Date.now() - 60_000 - index * 100)
    return clickRow({
      organization: organizationId,
      id: newUuid(at),
      time: storeTime(at),
      offer: offers[index % offers.length]?.incrementalId ?? 0,
      publisher: publisher.incrementalId,
    })
  })
  for (let start = 0; start < rows.length; start += 5000) await events.append(click, rows.slice(start, start + 5000))
  await events.flush()
  const followed = await followCatalog(database)
  const recorder = createRecorder({ database, events, catalog: followed.catalog })
  const answer = createPostbacks({
    catalog: followed.catalog,
    conversions: { record: (report) => recorder.record(report), append: (row) => events.append(postback, [row]) },
    hostOf: () => 'localhost',
    now: Date.now,
    log: console.error,
  })
  const server = createServer((incoming, response) => void answer(incoming, response))
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = z.object({ port: z.number() }).parse(server.address())
  const ids = rows.map(({ id }) => id)
  const run = async (some: readonly string[], connections: number) => {
    const child = fork(fileURLToPath(import.meta.url), ['load'], { execArgv: process.execArgv })
    child.send({ port, token, ids: some, connections })
    const [message]: unknown[] = await once(child, 'message')
    return measured.parse(message)
  }
  const connections = Number(values.connections)
  await run(ids.slice(0, 4000), connections)
  const busy = await run(ids.slice(5000), connections)
  const calm = await run(ids.slice(4000, 5000), 1)
  await recorder.drain()
  const [{ ledger }] = z
    .tuple([z.object({ ledger: z.number() })])
    .parse(await database.prisma.$queryRaw`SELECT count(*)::int AS ledger FROM "Conversion"`)
  console.log(
    `${busy.recorded} of ${count} postbacks recorded in ${busy.seconds.toFixed(1)} s: ${Math.round(busy.recorded / busy.seconds)}/s, ` +
      `p50 ${busy.p50.toFixed(0)} ms, p99 ${busy.p99.toFixed(0)} ms over ${connections} connections. ` +
      `One at a time: p50 ${calm.p50.toFixed(1)} ms, p99 ${calm.p99.toFixed(1)} ms. The ledger has ${ledger}.`,
  )
  server.close()
  server.closeAllConnections()
  await followed.close()
  await events.close()
  await database.close()
  rmSync(dataDir, { recursive: true, force: true })
}

if (process.argv[2] === 'load')
  process.once('message', (message) => {
    void load(job.parse(message)).then((result) => process.send?.(result, () => process.exit(0)))
  })
else await main()
