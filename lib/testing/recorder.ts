import { loadCatalog } from '@/lib/catalog/snapshot'
import { createRecorder, setRecorder, type Recorder } from '@/lib/conversions/recorder'
import type { Database } from '@/lib/database/client'
import type { EventLog } from '@/lib/events/log'

/** Records what a test's API calls report. Each call has a recorder of its own, as in as many processes, and a catalog that's up to date. */
export function provideRecorder(database: Database, events: Pick<EventLog, 'append' | 'query'>): Recorder {
  const recorders: Recorder[] = []
  const recorder: Recorder = {
    record: async (report) => {
      const one = createRecorder({ database, events, catalog: await loadCatalog(database), log: () => {} })
      recorders.push(one)
      return one.record(report)
    },
    drain: async () => void (await Promise.all(recorders.splice(0).map((one) => one.drain()))),
  }
  setRecorder(recorder)
  return recorder
}
