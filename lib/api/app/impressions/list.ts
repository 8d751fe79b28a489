import { asSeenBy } from '@/lib/reports/fraud-visibility'
import { countImpressions, listImpressions as list } from '@/lib/reports/impressions'
import { answerOf, questionOf } from '@/lib/api/app/question'
import { neighborsOf, readRowCursor, wrongCursor } from '@/lib/api/app/row-cursor'
import { handle } from '@/lib/api/operation'
import { listImpressions } from './list.contract'

export const impressionListOperations = [
  handle(listImpressions, async (caller, { query: { cursor: text, per_page: size, bots, status, ...asked } }) => {
    const cursor = readRowCursor(text)
    const all = await questionOf(caller, asked)
    const question = { ...all, filters: [...all.filters, ...(status ? [status] : [])] }
    const [page, counts, matching] = await Promise.all([
      list(question, { size, cursor, bots }),
      countImpressions(all),
      status === undefined ? undefined : countImpressions(question),
    ])
    if (!page) throw wrongCursor()
    const { counted, rejected, bots: fromBots } = matching ?? counts
    return {
      range: answerOf(question.range),
      counts,
      totalCount: (bots === 'only' ? 0 : counted + rejected) + (bots === 'exclude' ? 0 : fromBots),
      rows: await asSeenBy(caller, page.rows),
      ...neighborsOf(page),
    }
  }),
]
