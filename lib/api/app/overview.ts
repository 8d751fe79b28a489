import { z } from 'zod'
import type { Caller } from '../../access/caller'
import { hasManyPublishers } from '../../access/scope'
import { countPerDay, countsOf, sumDays, type DayCounts } from '../../reports/per-day'
import { nameOf, namesOf } from '../../reports/names'
import { previousRange } from '../../reports/range'
import { rank } from '../../reports/ranking'
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
  summary: 'How traffic is doing: totals, days and who leads',
  query: questionParameters.extend({ compare: z.enum(['previous', 'none'], 'must be previous or none').default('previous') }),
  response: overviewAnswer,
  async run(caller, { query }) {
    const question = questionOf(caller, query)
    const { range } = question
    const compared = query.compare === 'previous' ? previousRange(range) : null
    // Both ranges in one go: they are next to each other.
    const whole = compared ? { ...range, from: compared.from, days: range.days * 2 } : range
    const ranked = (dimension: 'advertiser' | 'publisher' | 'country') => rank('overview', question, dimension, { limit: RANKED, compared: compared !== null })
    const [perDay, advertisers, countries, publishers] = await Promise.all([
      countPerDay('overview', { ...question, range: whole }),
      ranked('advertiser'),
      ranked('country'),
      hasManyPublishers(caller.scope) ? ranked('publisher') : [],
    ])

    const days = listDays(range.from, range.to)
    const before = compared ? listDays(compared.from, compared.to) : null
    const now = sumDays(perDay, days)
    const then = before && sumDays(perDay, before)
    const change = (name: keyof DayCounts) => ({ value: now[name], previous: then ? then[name] : null })
    return {
      range,
      compared: compared && { from: compared.from, to: compared.to },
      totals: { clicks: change('clicks'), uniqueClicks: change('uniqueClicks'), rejected: change('rejected'), bots: change('bots') },
      series: days.map((day, index) => {
        const { clicks, uniqueClicks } = countsOf(perDay, day)
        const previousDay = before?.[index]
        const previous = previousDay === undefined ? null : countsOf(perDay, previousDay)
        return { day, clicks, uniqueClicks, previousClicks: previous && previous.clicks, previousUniqueClicks: previous && previous.uniqueClicks }
      }),
      advertisers: await named(caller, 'advertiser', advertisers),
      countries: countries.map((row) => ({ country: row.value, value: row.clicks, previous: row.previous })),
      publishers: await named(caller, 'publisher', publishers),
    }
  },
})

async function named(caller: Caller, kind: 'advertiser' | 'publisher', ranked: Awaited<ReturnType<typeof rank>>) {
  const names = await namesOf(caller.organization.id, kind, ranked.map((row) => Number(row.value)))
  return ranked.map((row) => ({ ...nameOf(names, Number(row.value)), value: row.clicks, previous: row.previous }))
}
