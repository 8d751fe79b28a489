import { NO_ID } from '@/lib/events/tables'
import { findPostback } from '@/lib/reports/postbacks'
import { today } from '@/lib/time'
import { uuidTime } from '@/lib/uuid'
import { handle } from '@/lib/api/operation'
import { Problem } from '@/lib/api/problem'
import { readLoggedPostback } from './details.contract'
import { entriesOf, isoTime } from './entries'

export const postbackEntryOperations = [
  handle(readLoggedPostback, async (caller, { params: { id } }) => {
    const found = await findPostback(caller, id)
    const [summary] = found ? await entriesOf(caller, [found.entry]) : []
    if (!found || !summary) throw new Problem('not_found', 'No entry of the postback log with this ID.')
    const { entry, attempts } = found
    const { timezone } = caller.organization
    // IDs have their time.
    const dated = (of: string) =>
      of === NO_ID ? null : { id: of, day: today(timezone, new Date(Math.min(uuidTime(of), Date.now()))) }
    return {
      ...summary,
      callId: entry.parent === NO_ID ? null : entry.parent,
      duration: entry.duration,
      response: entry.response,
      click: dated(entry.click),
      conversion: dated(entry.conversion),
      attempts: attempts.map((attempt) => ({
        id: attempt.id,
        time: isoTime(attempt.time),
        attempt: attempt.attempt,
        result: attempt.result,
        message: attempt.message,
        httpStatus: attempt.http_status || null,
        duration: attempt.duration,
      })),
    }
  }),
]
