import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { ADDRESS_HEADER } from './lib/access/address'
import { PATH_HEADER } from './lib/access/path'
import { forgetOldWindows } from './lib/access/rate-limit'
import { followCatalog } from './lib/catalog/snapshot'
import { config } from './lib/config'
import { lockDataDir } from './lib/database/lock'
import { openDatabase } from './lib/database/open'
import { openEventLog, setEventLog } from './lib/events/log'
import { click } from './lib/events/tables'
import { clientAddress, parseTrustProxy } from './lib/tracking/forwarded'
import { openGeo } from './lib/tracking/geo'
import { openSalts } from './lib/tracking/salts'
import { createTracker } from './lib/tracking/tracker'
import { ensureBuild } from './scripts/build'

// One process: tracking paths are answered here, everything else by Next.js.

const development = process.argv.includes('--dev')
const demo = process.argv.includes('--demo')
const say = (line: string) => console.log(line)

/** How long answers under way may take after SIGTERM, in ms. */
const DRAIN_PATIENCE = 10_000

/** Undone in reverse order when the process ends, whether it got up or not. */
const undo: (() => Promise<void>)[] = []
let stopping: Promise<void> | undefined

function stop(code: number): Promise<void> {
  stopping ??= (async () => {
    for (const step of undo.toReversed()) await step().catch((error: unknown) => console.error(error))
    process.exit(code)
  })()
  return stopping
}

async function start(): Promise<void> {
  const { dataDir, databaseUrl, clickhouseUrl, clickhouseCluster, baseUrl, host, port, trustProxy } = config()
  const trust = parseTrustProxy(trustProxy)
  // next-auth and Next.js read these from there.
  process.env.NEXTAUTH_URL = baseUrl
  process.env.NEXT_TELEMETRY_DISABLED = '1'

  undo.push(await lockDataDir(dataDir))
  if (!development) await ensureBuild(say)

  const database = await openDatabase({ dataDir, url: databaseUrl, log: say })
  undo.push(() => database.close())
  const events = await openEventLog({ dataDir, url: clickhouseUrl, cluster: clickhouseCluster, log: say })
  setEventLog(events)
  undo.push(() => events.close())
  const cleaning = setInterval(() => void forgetOldWindows(database).catch((error: unknown) => console.error(error)), 600_000)
  undo.push(async () => clearInterval(cleaning))

  const followed = await followCatalog(database, { log: say })
  undo.push(() => followed.close())
  const salts = await openSalts(database, { log: say })
  undo.push(() => salts.close())
  const tracker = createTracker({
    catalog: followed.catalog,
    append: (row) => events.append(click, [row]),
    salts,
    geo: await openGeo(),
    trustProxy,
    log: say,
  })
  undo.push(() => tracker.drain())

  const { default: next } = await import('next')
  const pages = next({ dev: development, hostname: 'localhost', port })
  await pages.prepare()
  undo.push(() => pages.close())
  const render = pages.getRequestHandler()

  const handle = (request: IncomingMessage, response: ServerResponse): void => {
    if (tracker.handle(request, response)) return
    request.headers[ADDRESS_HEADER] = clientAddress(trust, request)
    request.headers[PATH_HEADER] = request.url
    render(request, response).catch((error: unknown) => {
      console.error(error)
      response.destroy()
    })
  }
  const server = createServer(handle)
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, host, resolve)
  })
  undo.push(
    () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeIdleConnections()
        setTimeout(() => server.closeAllConnections(), DRAIN_PATIENCE).unref()
      }),
  )
  say(`Tributary is up: ${baseUrl}`)
}

for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => void stop(0))

start().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error)
  void stop(1)
})
