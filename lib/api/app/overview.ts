import { z } from 'zod'
import type { Caller } from '../../access/caller'
import { hasManyPublishers } from '../../access/scope'
import { compareNames } from '../../collation'
import { breakDown, type Ranked } from '../../reports/breakdown'
import { countsOf, uniqueClicksPerDay, type DayCounts } from '../../reports/per-day'
import { nameOf, namesOf } from '../../reports/names'
import { previousRange } from '../../reports/range'
import { overviewAnswer } from '../../reports/shapes'
import { listDays } from '../../time'
import { product } from '../dialect'
import { defineOperation } from '../operation'
import { questionOf, questionParameters } from './question'

const RANKED = 10

export const overview = defineOperation({
  id: 'overview',
  method: 'GET',
  path: '/api/app/overview',
  dialect: product,
  access: 'clicks:read',
  tags: ['Pages'],
  summary: 'Get traffic totals, daily counts, and rankings',
  query: questionParameters.extend({ compare: z.enum(['previous', 'none'], 'must be previous or none').default('previous') }),
  response: overviewAnswer,
  async run(caller, { query }) {
    const question = await questionOf(caller, query)
    const { range } = question
    const compared = query.compare === 'previous' ? previousRange(range) : null
    // Both ranges in one go: they are next to each other.
    const whole = compared ? { ...range, from: compared.from, days: range.days * 2 } : range
    const [{ perDay, ranked }, uniques] = await Promise.all([
      breakDown('overview', question, ['advertiser', 'country', 'publisher'], { limit: RANKED, compared: compared !== null }),
      uniqueClicksPerDay('overview', { ...question, range: whole }),
    ])

    const days = listDays(range.from, range.to)
    const before = compared ? listDays(compared.from, compared.to) : null
    const now = countsOf(perDay, uniques, days)
    const then = before && countsOf(perDay, uniques, before)
    const change = (name: keyof DayCounts) => ({ value: now[name], previous: then ? then[name] : null })
    return {
      range,
      compared: compared && { from: compared.from, to: compared.to },
      totals: { clicks: change('clicks'), uniqueClicks: change('uniqueClicks'), rejected: change('rejected'), bots: change('bots') },
      series: days.map((day, index) => {
        const { clicks, uniqueClicks } = countsOf(perDay, uniques, [day])
        const previousDay = before?.[index]
        const previous = previousDay === undefined ? null : countsOf(perDay, uniques, [previousDay])
        return { day, clicks, uniqueClicks, previousClicks: previous && previous.clicks, previousUniqueClicks: previous && previous.uniqueClicks }
      }),
      advertisers: await named(caller, 'advertiser', ranked.advertiser),
      countries: ranked.country.map((row) => ({ country: row.value, value: row.clicks, previous: row.previous })),
      publishers: await named(caller, 'publisher', hasManyPublishers(caller.scope) ? ranked.publisher : []),
    }
  },
})

async function named(caller: Caller, kind: 'advertiser' | 'publisher', ranked: readonly Ranked[]) {
  const names = await namesOf(caller.organization.id, kind, ranked.map((row) => Number(row.value)))
  return ranked
    .map((row) => ({ ...nameOf(names, Number(row.value)), value: row.clicks, previous: row.previous }))
    .toSorted((a, b) => b.value - a.value || compareNames(a.name, b.name))
}
