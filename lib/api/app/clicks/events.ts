import { listClicks, readCursor, type ClickCursor } from '@/lib/reports/clicks'
import { asSeenBy } from '@/lib/reports/fraud-visibility'
import { answerOf, questionOf } from '@/lib/api/app/question'
import { handle } from '@/lib/api/operation'
import { invalid } from '@/lib/api/problem'
import { clicksEvents } from './events.contract'

export const clicksEventsOperations = [
  handle(clicksEvents, async (caller, { query }) => {
    const cursor = query.cursor === undefined ? undefined : cursorOf(query.cursor)
    const question = await questionOf(caller, query)
    const list = await listClicks(question, { limit: query.per_page, cursor, bots: query.bots })
    return { range: answerOf(question.range), ...list, rows: await asSeenBy(caller, list.rows) }
  }),
]

function cursorOf(text: string): ClickCursor {
  const cursor = readCursor(text)
  if (!cursor) throw invalid('cursor', 'must be an unmodified cursor from an earlier response')
  return cursor
}
