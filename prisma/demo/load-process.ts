import { openDatabase } from '@/lib/database/open'
import { openEventLog } from '@/lib/events/log'
import { loadDemo } from './load'

// Loads a demo and says so step by step, for the test that kills it: `load-process.ts DATABASE_URL DATA_DIR`.
const [, , url, dataDir = ''] = process.argv
const database = await openDatabase({ dataDir, url })
const events = await openEventLog({ dataDir })
const command = async (statement: string) => {
  await events.command(statement)
  console.log('stored')
}
await loadDemo({ database, events: { ...events, command }, baseUrl: 'http://localhost:3000', dataDir, clicks: 60_000 })
await database.close()
await events.close()
console.log('done')
