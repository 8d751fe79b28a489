import { loadCatalog } from '@/lib/catalog/snapshot'
import { createRecorder, setRecorder, type Recorder } from '@/lib/conversions/recorder'
import type { Database } from '@/lib/database/client'
import type { EventLog } from '@/lib/events/log'
import { afterFile } from './after-file'

/** How many recorders share what comes at once, as in as many processes. */
const PROCESSES = 4

/** Records what a test's API calls report. Its catalog is loaded again whenever nothing is under way. */
export function provideRecorder(database: Database, events: Pick<EventLog, 'append' | 'query'>): Recorder {
  const made: Recorder[] = []
  let current: Promise<Recorder[]> = Promise.resolve([])
  let [underWay, turn] = [0, 0]
  async function open(): Promise<Recorder[]> {
    const catalog = await loadCatalog(database)
    const opened = Array.from({ length: PROCESSES }, () => createRecorder({ database, events, catalog, log: () => {} }))
    made.push(...opened)
    return opened
  }
  const recorder: Recorder = {
    record: async (report) => {
      if (underWay++ === 0) current = open()
      try {
        const one = (await current)[turn++ % PROCESSES]
        if (!one) throw new Error('There’s no recorder.')
        return await one.record(report)
      } finally {
        underWay--
      }
    },
    drain: async () => void (await Promise.all(made.splice(0).map((one) => one.drain()))),
  }
  setRecorder(recorder)
  afterFile(() => setRecorder(undefined))
  return recorder
}
