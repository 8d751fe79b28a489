import { z } from 'zod'
import { isoTime } from '@/lib/events/sql'
import { click, impression, NO_ID } from '@/lib/events/tables'
import { findPostback } from '@/lib/reports/postbacks'
import type { RowTable } from '@/lib/reports/row-pages'
import { findRow } from '@/lib/reports/visits'
import { today } from '@/lib/time'
import { uuidTime } from '@/lib/uuid'
import { handle } from '@/lib/api/operation'
import { Problem } from '@/lib/api/problem'
import { readLoggedPostback } from './details.contract'
import { entriesOf } from './entries'

const visit = z.object({ id: z.string(), time: z.string() })

export const postbackEntryOperations = [
  handle(readLoggedPostback, async (caller, { params: { id } }) => {
    const found = await findPostback(caller, id)
    const [summary] = found ? await entriesOf(caller, [found.entry]) : []
    if (!found || !summary) throw new Problem('not_found', 'No entry of the postback log with this ID.')
    const { entry, attempts } = found
    const { timezone } = caller.organization
    // IDs have their time. Those of other systems don't, so theirs may be anything.
    const dated = (of: string) => ({ id: of, day: today(timezone, new Date(Math.min(uuidTime(of), Date.now()))) })
    // A transaction ID is a click's or an impression's, or no one's.
    const visitIn = async (table: RowTable) =>
      entry.click !== NO_ID && (await findRow(caller, { table, row: visit }, entry.click)) !== null
    const [isClick, isImpression] = await Promise.all([visitIn(click), visitIn(impression)])
    return {
      ...summary,
      callId: entry.parent === NO_ID ? null : entry.parent,
      duration: entry.duration,
      response: entry.response,
      transactionId: entry.click === NO_ID ? null : entry.click,
      click: isClick ? dated(entry.click) : null,
      impression: isImpression ? dated(entry.click) : null,
      conversion: entry.conversion === NO_ID ? null : dated(entry.conversion),
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
