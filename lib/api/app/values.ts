import { z } from 'zod'
import { compareNames } from '../../collation'
import { breakDown, type Ranked } from '../../reports/breakdown'
import { campaignNames, nameOf, namesOf } from '../../reports/names'
import { valuesAnswer } from '../../reports/shapes'
import { UNKNOWN } from '../../reports/values'
import { NO_ID } from '../../events/tables'
import { product } from '../dialect'
import { defineOperation } from '../operation'
import { questionOf, questionParameters } from './question'

const SHOWN = 50
/** How many values to search by name. It happens here because the event store only has IDs. Values beyond this have too few clicks to matter. */
const CONSIDERED = 5_000

const filterable = ['publisher', 'advertiser', 'network', 'offer', 'campaign', 'country', 'device', 'browser', 'os'] as const

export const filterValues = defineOperation({
  id: 'filterValues',
  method: 'GET',
  path: '/api/app/values',
  dialect: product,
  access: 'clicks:read',
  tags: ['Pages'],
  summary: 'List a filter’s values, most clicks first',
  query: questionParameters.extend({
    dimension: z.enum(filterable, `must be one of ${filterable.join(', ')}`),
    q: z.string().max(200, 'must be at most 200 characters').default(''),
  }),
  response: valuesAnswer,
  async run(caller, { query: { dimension, q, ...asked } }) {
    const question = await questionOf(caller, asked)
    // Ignore the dimension's own filter, or it would hide the alternatives.
    const others = { ...question, filters: question.filters.filter((filter) => filter.dimension !== dimension) }
    const found = await breakDown('filterValues', others, [dimension], { limit: CONSIDERED, compared: false })
    const ranked = found.ranked[dimension]
    const label = await labels(caller.organization.id, dimension, ranked)
    const wanted = q.trim().toLocaleLowerCase('en')
    const values = ranked
      .filter(({ value }) => value !== '0' && value !== NO_ID)
      .map((row) => ({ value: row.value === '' ? UNKNOWN : row.value, label: label(row.value), clicks: row.clicks }))
      .filter((row) => row.label.toLocaleLowerCase('en').includes(wanted))
      .toSorted((a, b) => b.clicks - a.clicks || compareNames(a.label, b.label))
    return { values: values.slice(0, SHOWN) }
  },
})

const countryNames = new Intl.DisplayNames('en', { type: 'region' })

async function labels(organizationId: string, dimension: (typeof filterable)[number], ranked: readonly Ranked[]): Promise<(value: string) => string> {
  switch (dimension) {
    case 'publisher':
    case 'advertiser':
    case 'network':
    case 'offer': {
      const names = await namesOf(organizationId, dimension, ranked.map(({ value }) => Number(value)))
      return (value) => nameOf(names, Number(value)).name
    }
    case 'campaign': {
      const names = await campaignNames(organizationId, ranked.map(({ value }) => value))
      return (value) => names.get(value)?.name ?? value
    }
    case 'country':
      return (value) => (value === '' ? 'Unknown' : (countryNames.of(value) ?? value))
    default:
      return (value) => value || 'Unknown'
  }
}
