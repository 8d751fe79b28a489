import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openEventLog, setEventLog, type EventLog } from '@/lib/events/log'
import { tableNames } from '@/lib/events/tables'
import { afterFile } from './after-file'

export { clickRow } from './rows'

let opened: Promise<EventLog> | undefined
let isUsed = false

/**
 * This test file's embedded event log. It starts out empty. `eventLog()` also returns it. Appended rows can be read right away.
 * All files in a process use the same one after each other, because the engine opens only one folder per process, which takes the better part of a second.
 */
export async function testEventLog(): Promise<EventLog> {
  opened ??= open()
  const log = await opened
  setEventLog(log)
  if (!isUsed) {
    isUsed = true
    afterFile(async () => {
      isUsed = false
      await log.flush()
      for (const name of tableNames) await log.command(`TRUNCATE TABLE ${name}`)
    })
  }
  return log
}

/** The log's folder is removed with the test run's. */
async function open(): Promise<EventLog> {
  const log = await openEventLog({ dataDir: mkdtempSync(join(tmpdir(), 'tributary-events-')), spacing: 0 })
  return {
    ...log,
    append: async (table, rows) => {
      await log.append(table, rows)
      await log.flush()
    },
  }
}
