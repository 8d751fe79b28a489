import { afterAll } from 'vitest'
import { openEventLog, setEventLog, type EventLog } from '@/lib/events/log'
import { temporaryFolder } from './temporary-folder'

export { clickRow } from './rows'

let opened: Promise<EventLog> | undefined
const dataDir = temporaryFolder()
// Runs before the folder is removed: hooks added later run first.
afterAll(async () => (await opened)?.close())

/**
 * This test file's embedded event log. It starts out empty and is removed after the tests. `eventLog()` also returns it. Appended rows can be read
 * right away. The file shares one log because the engine opens only one folder per process.
 */
export function testEventLog(): Promise<EventLog> {
  opened ??= (async () => {
    const log = await openEventLog({ dataDir, spacing: 0 })
    const readable: EventLog = {
      ...log,
      append: async (table, rows) => {
        await log.append(table, rows)
        await log.flush()
      },
    }
    setEventLog(readable)
    return readable
  })()
  return opened
}
