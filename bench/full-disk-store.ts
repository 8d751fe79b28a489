import { randomBytes, randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { z } from 'zod'
import { openEventLog } from '@/lib/events/log'
import { sql, storeTime } from '@/lib/events/sql'
import { click } from '@/lib/events/tables'
import { clickRow } from '@/lib/testing/rows'
import type { fullDiskLine } from './shapes'

// The store for bench/full-disk.ts. It takes clicks as fast as it can until its input ends, then reports what became of them.

const [dataDir = '', mode = 'clicks'] = process.argv.slice(2)
const say = (what: z.infer<typeof fullDiskLine>) => console.log(JSON.stringify(what))
const events = await openEventLog({ dataDir, log: (line) => say({ log: line }) })

const ORGANIZATION = '0199d0a0-0000-7000-8000-000000000001'
/** Clicks per append, and the number of appends in flight. */
const BATCH = 25
const VISITORS = 8

const answered = new Set<number>()
let refused = 0
let next = 0

function clicks(batch: number) {
  return Array.from({ length: BATCH }, () => {
    const time = new Date(Date.now() - Math.floor(Math.random() * 40) * 86_400_000)
    const random = randomBytes(8)
    return clickRow({
      organization: ORGANIZATION,
      id: randomUUID(),
      time: storeTime(time),
      publisher: 1 + (random[0] ?? 0),
      advertiser: random[1],
      campaign: randomUUID(),
      visitor: String(random.readBigUInt64LE()),
      external_transaction: String(batch),
      // Incompressible, so the disk fills up.
      url: randomBytes(500).toString('base64'),
    })
  })
}

const stop = new AbortController()
async function visit(): Promise<void> {
  while (!stop.signal.aborted) {
    const batch = next++
    try {
      await events.append(click, clicks(batch))
      answered.add(batch)
      await new Promise(setImmediate)
    } catch {
      refused++
      await new Promise((resolve) => setTimeout(resolve, 20))
    }
  }
}

const beat = setInterval(() => say({ answered: answered.size, refused }), 100)
const visits = mode === 'clicks' ? Array.from({ length: VISITORS }, visit) : []
await once(process.stdin.resume(), 'end')
stop.abort()
await Promise.all(visits)
clearInterval(beat)
await events.flush()

const count = z.number()
const stored = await events.query({
  work: 'full-disk',
  sql: sql`SELECT toUInt32(external_transaction) AS batch, count() AS clicks, uniqExact(id) AS ids FROM click GROUP BY batch`,
  row: z.object({ batch: count, clicks: count, ids: count }),
})
const [figures] = await events.query({
  work: 'full-disk',
  sql: sql`SELECT (SELECT count() FROM click) AS raw, (SELECT sum(clicks) FROM click_daily) AS rolledUp,
                  (SELECT sum(total) FROM day_total) AS total`,
  row: z.object({ raw: count, rolledUp: count, total: count }),
})
const found = new Map(stored.map((row) => [row.batch, row]))
const lost = [...answered].filter((batch) => found.get(batch)?.ids !== BATCH).length * BATCH
const doubled = stored.reduce((sum, row) => sum + row.clicks - row.ids, 0)
await events.close()
if (figures) say({ report: { lost, doubled, ...figures } })
process.exit(0)
