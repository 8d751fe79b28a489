import { z } from 'zod'
import { listClicks, readCursor } from '@/lib/reports/clicks'
import { eventsAnswer } from '@/lib/reports/shapes'
import { product } from '@/lib/api/dialect'
import { defineContract } from '@/lib/api/contract'
import { handle } from '@/lib/api/operation'
import { pageSize, questionOf, questionParameters } from '@/lib/api/app/question'

const cursor = z.string().transform((text, context) => {
  const read = readCursor(text)
  if (!read) context.addIssue({ code: 'custom', message: 'must be an unmodified cursor from an earlier response' })
  return read
})

export const clicksEvents = handle(
  defineContract({
    id: 'clicksEvents',
    method: 'GET',
    path: '/api/app/clicks/events',
    dialect: product,
    access: 'clicks:read',
    tags: ['Pages'],
    summary: 'List individual clicks, newest first',
    query: questionParameters.extend({
      cursor: cursor.optional(),
      bots: z.enum(['include', 'exclude', 'only'], 'must be include, exclude, or only').default('include'),
      per_page: pageSize.default(50),
    }),
    response: eventsAnswer,
  }),
  async (caller, { query }) => {
    const question = await questionOf(caller, query)
    const list = await listClicks(question, { limit: query.per_page, cursor: query.cursor, bots: query.bots })
    return { range: question.range, ...list }
  },
)
