import { daysPerPoint, figuresOf } from '@/lib/reports/figures'
import { handle } from '@/lib/api/operation'
import { recordFigures } from './figures.contract'
import { answerOf, questionOf } from './question'

export const figuresOperations = [
  handle(recordFigures, async (caller, { query: { dimension, ids, ...asked } }) => {
    const question = await questionOf(caller, asked)
    const figures = await figuresOf(question, dimension, ids)
    return {
      range: answerOf(question.range),
      daysPerPoint: daysPerPoint(question.range.days),
      rows: [...figures].map(([id, { lastAt, ...row }]) => ({ id, ...row, lastAt: lastAt && lastAt.toISOString() })),
    }
  }),
]
