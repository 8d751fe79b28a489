// Tests run this as a separate process that they can kill: tsx lib/testing/bulk-process.ts DATA_DIR DATABASE_URL CLICKHOUSE_URL CHUNK
// Changes conversions in bulk, as the job does. Prints a line before each transaction, and another at the end.
import { findPerson } from '@/lib/access/asker'
import { runBulkUpdates } from '@/lib/conversions/bulk-run'
import { connectDatabase } from '@/lib/database/connect'
import { openEventLog, setEventLog } from '@/lib/events/log'

const [dataDir = '', connectionString = '', url = '', chunk = ''] = process.argv.slice(2)
const log = console.error
const database = connectDatabase({ connectionString }, 5, log, async () => {})
const events = await openEventLog({ dataDir, url, log })
setEventLog(events)
await runBulkUpdates(database, {
  findPerson: (asked) => {
    console.log('next')
    return findPerson(database, asked)
  },
  signal: new AbortController().signal,
  chunk: Number(chunk),
})
console.log('done')
await events.close()
await database.close()
