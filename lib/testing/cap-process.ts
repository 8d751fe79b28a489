// Tests run this as a separate process that they can kill: tsx lib/testing/cap-process.ts DATA_DIR DATABASE_URL CLICKHOUSE_URL
// A tracker with caps and conversions, and the API, on servers that it shares with others. Prints its port, and stops when its input ends.
import { once } from 'node:events'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { text } from 'node:stream/consumers'
import { z } from 'zod'
import { dispatch } from '@/lib/api/dispatch'
import { followCatalog } from '@/lib/catalog/snapshot'
import { shipOutbox } from '@/lib/conversions/outbox'
import { createRecorder, setRecorder } from '@/lib/conversions/recorder'
import { opened } from '@/lib/database/client'
import { connectDatabase } from '@/lib/database/connect'
import { openEventLog, setEventLog } from '@/lib/events/log'
import { click, impression, postback } from '@/lib/events/tables'
import { countUsed } from '@/lib/tracking/cap-clicks'
import { capHolder } from '@/lib/tracking/cap-holder'
import { openCaps } from '@/lib/tracking/cap-upkeep'
import { openGeo } from '@/lib/tracking/geo'
import { openSalts } from '@/lib/tracking/salts'
import { createTracker } from '@/lib/tracking/tracker'

const [dataDir = '', connectionString = '', url = ''] = process.argv.slice(2)
const log = console.error
const database = connectDatabase({ connectionString }, 5, log, async () => {})
const events = await openEventLog({ dataDir, url, log })
const followed = await followCatalog(database, { log })
const salts = await openSalts(database, { log })
const { caps, close } = await openCaps({
  database,
  catalog: followed.catalog,
  holder: capHolder(dataDir, log),
  countUsed: (leases, own) => countUsed(events, leases, own),
  log,
  tick: 100,
})
const recorder = createRecorder({ database, events, catalog: followed.catalog, log })
// As the job does, right away.
await shipOutbox(database, events)
const tracker = createTracker({
  catalog: followed.catalog,
  append: (row) => events.append(click, [row]),
  appendImpression: (row) => events.append(impression, [row]),
  salts,
  caps,
  conversions: { record: (report) => recorder.record(report), append: (row) => events.append(postback, [row]) },
  geo: await openGeo(),
  trustProxy: 'loopback',
  log,
})
// The API finds what it needs where the server puts it.
opened.database = database
setEventLog(events)
setRecorder(recorder)
async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const { method = '', url: target = '', headers } = request
  if (!target.startsWith('/api/')) {
    tracker.handle(request, response)
    return
  }
  const { authorization = '' } = headers
  const answered = await dispatch(
    new Request(new URL(target, 'http://localhost:3000'), {
      method,
      headers: { authorization, 'content-type': 'application/json', host: 'localhost:3000' },
      body: await text(request),
    }),
  )
  response.writeHead(answered.status, { 'content-type': 'application/json' }).end(await answered.text())
}
const server = createServer((request, response) => void answer(request, response))
server.listen(0, '127.0.0.1')
await once(server, 'listening')
console.log(z.object({ port: z.number() }).parse(server.address()).port)
await once(process.stdin.resume(), 'end')
server.close()
server.closeAllConnections()
await tracker.drain()
await recorder.drain()
await close()
await salts.close()
await followed.close()
await events.close()
await database.close()
