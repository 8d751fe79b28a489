import { subIdClicksOf } from '@/lib/reports/sub-id-clicks'
import { handle } from '@/lib/api/operation'
import { answerOf, questionOf } from './question'
import { subIdClicks } from './sub-id-clicks.contract'

export const subIdClicksOperations = [
  handle(subIdClicks, async (caller, { query: { sub_ids: ids, ...asked } }) => {
    const question = await questionOf(caller, asked)
    const clicks = await subIdClicksOf(question, ids)
    return {
      range: answerOf(question.range),
      rows: ids.map((id) => ({ sub_id: id, clicks: clicks.get(id) ?? 0 })),
    }
  }),
]
