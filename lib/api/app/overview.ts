import type { Caller } from '@/lib/identity/caller'
import { hasManyPublishers } from '@/lib/identity/scope'
import { compareNames } from '@/lib/collation'
import { metricNames } from '@/lib/reports/metrics'
import { nameOf, namesOf } from '@/lib/reports/names'
import { DAYS_PER_YEAR, MAX_DAYS_BY_HOUR } from '@/lib/reports/range'
import { ask, type Ranked } from '@/lib/reports/run'
import { handle } from '@/lib/api/operation'
import { invalid } from '@/lib/api/problem'
import { overview } from './overview.contract'
import { questionOf } from './question'

const RANKED = 10

export const overviewOperations = [
  handle(overview, async (caller, { query }) => {
    const { interval, compare } = query
    const question = { ...(await questionOf(caller, query)), interval, compare }
    const { range } = question
    if (interval === 'hour' && range.days > MAX_DAYS_BY_HOUR)
      throw invalid('interval', `must be day, week, or month for more than ${MAX_DAYS_BY_HOUR} days`)
    if (compare === 'year' && range.days > DAYS_PER_YEAR)
      throw invalid('compare', `must be previous or none for more than ${DAYS_PER_YEAR} days`)
    const { compared, totals, series, rankings } = await ask({
      question,
      metrics: metricNames,
      rankings: { of: ['advertiser', 'country', 'publisher'], by: 'clicks', limit: RANKED },
    })
    return {
      range,
      compared: compared && {
        from: compared.from,
        to: compared.to,
        until: compared.until && compared.until.toISOString(),
      },
      interval,
      totals,
      series: series.map(({ previous, ...point }) => ({
        ...point,
        time: isoTime(point.time),
        previous: previous && { ...previous, time: isoTime(previous.time) },
      })),
      advertisers: await named(caller, 'advertiser', rankings.advertiser),
      countries: rankings.country.map(({ value, figure, previous }) => ({ country: value, value: figure, previous })),
      publishers: await named(caller, 'publisher', hasManyPublishers(caller.scope) ? rankings.publisher : []),
    }
  }),
]

const isoTime = (time: Date | null) => time && time.toISOString()

async function named(caller: Caller, kind: 'advertiser' | 'publisher', ranked: readonly Ranked[]) {
  const names = await namesOf(
    caller.organization.id,
    kind,
    ranked.map((row) => Number(row.value)),
  )
  return ranked
    .map((row) => ({ ...nameOf(names, Number(row.value)), value: row.figure, previous: row.previous }))
    .toSorted((a, b) => b.value - a.value || compareNames(a.name, b.name))
}
