import type { Caller } from '@/lib/identity/caller'
import { hasManyPublishers } from '@/lib/identity/scope'
import { compareNames } from '@/lib/collation'
import { previousPeriod } from '@/lib/reports/compared'
import { forEachMetric, metricNames } from '@/lib/reports/metrics'
import { nameOf, namesOf } from '@/lib/reports/names'
import { ask, sumOf, type Ranked } from '@/lib/reports/run'
import { listDays, type Day } from '@/lib/time'
import { handle } from '@/lib/api/operation'
import { overview } from './overview.contract'
import { questionOf } from './question'

const RANKED = 10

export const overviewOperations = [
  handle(overview, async (caller, { query }) => {
    const question = await questionOf(caller, query)
    const { range } = question
    const compared = query.compare === 'previous' ? previousPeriod(range) : null
    const { days, rankings } = await ask({
      question,
      days: metricNames,
      rankings: { of: ['advertiser', 'country', 'publisher'], by: 'clicks', limit: RANKED },
      compared,
    })
    const daysOf = listDays(range.from, range.to)
    const daysBefore = compared && listDays(compared.from, compared.to)
    const sum = (of: readonly Day[]) => sumOf(metricNames, days, of)
    const now = sum(daysOf)
    const before = daysBefore && sum(daysBefore)
    return {
      range,
      compared: compared && {
        from: compared.from,
        to: compared.to,
        until: compared.until && compared.until.toISOString(),
      },
      totals: forEachMetric((metric) => ({ value: now[metric], previous: before && before[metric] })),
      series: daysOf.map((day, index) => {
        const previous = daysBefore?.[index]
        return {
          day,
          figures: sum([day]),
          previous: previous === undefined ? null : { day: previous, figures: sum([previous]) },
        }
      }),
      advertisers: await named(caller, 'advertiser', rankings.advertiser),
      countries: rankings.country.map(({ value, figure, previous }) => ({ country: value, value: figure, previous })),
      publishers: await named(caller, 'publisher', hasManyPublishers(caller.scope) ? rankings.publisher : []),
    }
  }),
]

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
