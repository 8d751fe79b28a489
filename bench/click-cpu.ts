// npx tsx bench/click-cpu.ts [kind,kind,…] [links]
//
// Measures how long a tracker takes to read short links, how much memory that takes, and the CPU time of a click in the tracker, without HTTP and the
// event log, in rounds that take turns: tracking links, short links in use, and short links that are rarely used. Machines that do other work make times of the clock useless, and CPU times vary as well, so compare medians of the
// same run. With `--serve`, it runs a round for each kind that it reads, so that two versions of the code can take turns.
import { mkdtempSync, rmSync } from 'node:fs'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { Random } from '@/prisma/demo/random'
import { followCatalog } from '@/lib/catalog/snapshot'
import { openDatabase } from '@/lib/database/open'
import { unclaimed } from '@/lib/tracking/caps'
import { openGeo } from '@/lib/tracking/geo'
import { createTracker } from '@/lib/tracking/tracker'
import { makeCatalog, makeLinks } from './data'
import { visitorHeaders } from './visitors'

const CLICKS = 20_000
const ROUNDS = 15
/** Few enough to be remembered. */
const IN_USE = 5_000

const serves = process.argv.includes('--serve')
const [wanted = 'tracking,used,unused', size = '100000'] = process.argv
  .slice(2)
  .filter((argument) => !argument.startsWith('--'))
const links = Number(size)

const dataDir = mkdtempSync(join(tmpdir(), 'click-cpu-'))
const database = await openDatabase({ dataDir })
const { offers, organizationId } = await makeCatalog(database)
await makeLinks(database, { organizationId }, links)
const [reading, used] = [performance.now(), process.cpuUsage()]
const followed = await followCatalog(database)
if (!serves) {
  const { user, system } = process.cpuUsage(used)
  const { table } = followed.catalog.links
  console.log(
    `${table.size} links: read in ${((performance.now() - reading) / 1000).toFixed(1)} s (${((user + system) / 1e6).toFixed(1)} s of CPU in this process), ${(table.bytes / table.size).toFixed(0)} bytes each`,
  )
}
const salt = '07'.repeat(32)
let recorded = 0
let redirected = 0
const tracker = createTracker({
  catalog: followed.catalog,
  append: async () => void recorded++,
  appendImpression: async () => {},
  salts: { salt: () => salt },
  caps: { claim: () => unclaimed },
  geo: await openGeo(),
  trustProxy: 'loopback',
})

const random = new Random('clicks')
const visitors = Array.from({ length: 2000 }, () => {
  const headers = Object.entries({ Host: 'localhost', ...visitorHeaders(random) })
  return Object.fromEntries(headers.map(([name, value]) => [name.toLowerCase(), value]))
})
let sent = 0
const query = (run: number) =>
  `sub_id=bench&sub_id_2=box-${run % 9}&utm_source=bench&external_transaction_id=bench-${run}`
const paths: Record<string, (run: number) => string> = {
  tracking: (run) => `/t/click?offer=${random.pick(offers)}&publisher=${1 + random.below(500)}&${query(run)}`,
  used: (run) => `/l/l${random.below(IN_USE)}?${query(run)}`,
  // One after the other, so that each is forgotten by the time it's next.
  unused: (run) => `/l/l${run % links}?${query(run)}`,
}

class Response {
  statusCode = 0
  headersSent = false
  setHeader() {}
  writeHead(status: number) {
    this.headersSent = true
    if (status === 302) redirected++
    return this
  }
  end() {}
  destroy() {}
}

/** @returns µs of CPU per click */
async function round(kind: string): Promise<number> {
  const path = paths[kind]
  if (!path) throw new Error(`There's no kind of click called ${kind}.`)
  const requests = Array.from({ length: CLICKS }, () => {
    const run = sent++
    return { method: 'GET', url: path(run), headers: visitors[run % 2000], socket: { remoteAddress: '127.0.0.1' } }
  })
  const before = redirected
  globalThis.gc?.()
  const cpu = process.cpuUsage()
  for (let start = 0; start < CLICKS; start += 100) {
    for (const request of requests.slice(start, start + 100))
      // What the tracker uses of them.
      // oxlint-disable-next-line typescript/no-unsafe-type-assertion
      tracker.handle(request as unknown as IncomingMessage, new Response() as unknown as ServerResponse)
    await tracker.drain()
  }
  const { user, system } = process.cpuUsage(cpu)
  if (redirected - before !== CLICKS) throw new Error(`${CLICKS - redirected + before} clicks weren't redirected.`)
  return (user + system) / CLICKS
}

const median = (values: readonly number[]) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0

if (serves) {
  console.log('ready')
  for await (const kind of createInterface({ input: process.stdin })) console.log((await round(kind)).toFixed(3))
} else {
  const kinds = wanted.split(',')
  for (const kind of kinds) for (let warm = 0; warm < 3; warm++) await round(kind)
  const times = new Map(kinds.map((kind): [string, number[]] => [kind, []]))
  for (let turn = 0; turn < ROUNDS; turn++) for (const kind of kinds) times.get(kind)?.push(await round(kind))
  for (const [kind, values] of times)
    console.log(
      `${kind}: ${median(values).toFixed(1)} µs (${Math.min(...values).toFixed(1)} to ${Math.max(...values).toFixed(1)})`,
    )
}
await followed.close()
await database.close()
rmSync(dataDir, { recursive: true, force: true })
process.exit(0)
