import { z } from 'zod'
import { defineContract } from '@/lib/api/contract'
import { product } from '@/lib/api/dialect'
import { numberIn } from '@/lib/identifier'
import { recordDimensions } from '@/lib/reports/record-dimensions'
import { answeredRange, count, questionParameters } from './question-parameters'

const MOST = 100
const message = 'must be numeric IDs separated by commas, such as 1,2,3'

/** Records by number, each once. */
const recordIds = z.string(message).transform((text, context): number[] => {
  const numbers = text.split(',').map((part) => numberIn(part.trim()))
  const known = numbers.flatMap((number) => number ?? [])
  if (known.length < numbers.length) context.addIssue({ code: 'custom', message })
  else if (numbers.length > MOST) context.addIssue({ code: 'custom', message: `must list at most ${MOST} IDs` })
  return [...new Set(known)]
})

export const recordFigures = defineContract({
  id: 'recordFigures',
  method: 'GET',
  path: '/api/app/figures',
  dialect: product,
  access: 'clicks:read',
  tags: ['Pages'],
  summary: 'Get clicks, their change, and the last click of some records',
  description: 'Records that the caller can’t see clicks of have none.',
  query: questionParameters.extend({
    dimension: z.enum(recordDimensions, `must be one of ${recordDimensions.join(', ')}`),
    ids: recordIds.describe(`The records’ numbers, separated by commas. At most ${MOST}.`),
  }),
  response: z.object({
    range: answeredRange,
    /** How many days each of `points` stands for. */
    daysPerPoint: z.number().int(),
    /** In the order of `ids`. */
    rows: z.array(
      z.object({
        id: z.number().int(),
        clicks: count,
        previous: count.nullable(),
        points: z.array(count),
        lastDay: z.iso.date().nullable(),
        lastAt: z.iso.datetime().nullable(),
      }),
    ),
  }),
})
export type FiguresAnswer = z.infer<typeof recordFigures.response>
export type FiguresRow = FiguresAnswer['rows'][number]
