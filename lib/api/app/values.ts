import { z } from 'zod'
import { compareNames } from '@/lib/collation'
import { declarationOf, dimensionNames, UNKNOWN } from '@/lib/reports/dimensions'
import { valueLabels } from '@/lib/reports/names'
import { ask } from '@/lib/reports/run'
import { valuesAnswer } from '@/lib/reports/shapes'
import { product } from '@/lib/api/dialect'
import { defineContract } from '@/lib/api/contract'
import { handle } from '@/lib/api/operation'
import { questionOf, questionParameters } from './question'

const SHOWN = 50
/** How many values to search by name. It happens here because the event store only has IDs. Values beyond this have too few clicks to matter. */
const CONSIDERED = 5_000

export const filterValues = handle(
  defineContract({
    id: 'filterValues',
    method: 'GET',
    path: '/api/app/values',
    dialect: product,
    access: 'clicks:read',
    tags: ['Pages'],
    summary: 'List a filter’s values, most clicks first',
    query: questionParameters.extend({
      dimension: z.enum(dimensionNames, `must be one of ${dimensionNames.join(', ')}`),
      q: z.string().max(200, 'must be at most 200 characters').default(''),
    }),
    response: valuesAnswer,
  }),
  async (caller, { query: { dimension, q, ...asked } }) => {
    const question = await questionOf(caller, asked)
    // Ignore the dimension's own filter, or it would hide the alternatives.
    const others = { ...question, filters: question.filters.filter((filter) => filter.dimension !== dimension) }
    const found = await ask({
      question: others,
      metrics: [],
      rankings: { of: [dimension], by: 'clicks', limit: CONSIDERED },
    })
    const ranked = found.rankings[dimension]
    const { kind } = declarationOf(dimension)
    const label = await valueLabels(
      caller.organization.id,
      dimension,
      ranked.map(({ value }) => value),
    )
    const wanted = q.trim().toLocaleLowerCase('en')
    const values = ranked
      .filter(({ value }) => kind.hasUnknown || value !== kind.none)
      .map((row) => ({
        value: row.value === kind.none ? UNKNOWN : row.value,
        label: label(row.value),
        clicks: row.figure,
      }))
      .filter((row) => row.label.toLocaleLowerCase('en').includes(wanted))
      .toSorted((a, b) => b.clicks - a.clicks || compareNames(a.label, b.label))
    return { values: values.slice(0, SHOWN) }
  },
)
