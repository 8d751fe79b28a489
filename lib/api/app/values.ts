import { compareNames } from '@/lib/collation'
import { declarationOf, UNKNOWN } from '@/lib/reports/dimensions'
import { valueLabels } from '@/lib/reports/names'
import { ask } from '@/lib/reports/run'
import { handle } from '@/lib/api/operation'
import { filterValues } from './values.contract'
import { questionOf } from './question'

const SHOWN = 50
/** How many values to search by name. It happens here because the event store only has IDs. Values beyond this have too few clicks to matter. */
const CONSIDERED = 5_000

export const filterValuesOperations = [
  handle(filterValues, async (caller, { query: { dimension, q, ...asked } }) => {
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
      // A list of values can't say these.
      .filter(({ value }) => !/^-|,/.test(value))
      .map((row) => ({
        value: row.value === kind.none ? UNKNOWN : row.value,
        label: label(row.value),
        clicks: row.figure,
      }))
      .filter((row) => row.label.toLocaleLowerCase('en').includes(wanted))
      .toSorted((a, b) => b.clicks - a.clicks || compareNames(a.label, b.label))
    return { values: values.slice(0, SHOWN) }
  }),
]
