import { z } from 'zod'
import { openDatabase } from '@/lib/database/open'
import { openEventLog } from '@/lib/events/log'
import { literal } from '@/lib/events/sql'
import { loadDemo } from './load'

// Loads a demo and logs each step, for the test that kills it: `load-process.ts DATABASE_URL DATA_DIR`.
const [, , url, dataDir = ''] = process.argv
const database = await openDatabase({ dataDir, url })
const events = await openEventLog({ dataDir })
const command = async (statement: string) => {
  await events.command(statement)
  if (statement.startsWith('INSERT INTO click')) console.log('stored')
}
await loadDemo({ database, events: { ...events, command }, baseUrl: 'http://localhost:3000', dataDir, clicks: 120_000 })
const [counts] = await events.query({
  work: 'test',
  sql: literal('SELECT count() AS clicks, uniqExact(id) AS different FROM click'),
  row: z.object({ clicks: z.number(), different: z.number() }),
})
await database.close()
await events.close()
console.log(JSON.stringify(counts))
