import type { Caller } from '@/lib/identity/caller'
import { hasManyPublishers } from '@/lib/identity/scope'
import { compareNames } from '@/lib/collation'
import { declarationOf, overviewBreakdowns, UNKNOWN, type Dimension } from '@/lib/reports/dimensions'
import { cardsFor, companionOf, metricNames } from '@/lib/reports/metrics'
import { valueLabels } from '@/lib/reports/names'
import { DAYS_PER_YEAR, MAX_DAYS_BY_HOUR } from '@/lib/reports/range'
import { ask, type Ranked } from '@/lib/reports/run'
import { handle } from '@/lib/api/operation'
import { refuseHiddenMetrics } from '@/lib/api/hidden-metrics'
import { describedMetrics } from '@/lib/api/metric-fields'
import { invalid } from '@/lib/api/problem'
import { overview } from './overview.contract'
import { answerOf, questionOf } from './question'

const RANKED = 10

export const overviewOperations = [
  handle(overview, async (caller, { query }) => {
    const { interval, compare, metric, attribution } = query
    refuseHiddenMetrics(caller, 'metric', [metric])
    refuseHiddenMetrics(caller, 'metrics', query.metrics)
    const question = { ...(await questionOf(caller, query)), interval, compare, attribution }
    const { range } = question
    if (interval === 'hour' && range.days > MAX_DAYS_BY_HOUR)
      throw invalid('interval', `must be day, week, or month for more than ${MAX_DAYS_BY_HOUR} days`)
    if (compare === 'year' && range.days > DAYS_PER_YEAR)
      throw invalid('compare', `must be previous or none for more than ${DAYS_PER_YEAR} days`)
    const breakdowns = overviewBreakdowns.filter(
      (dimension) => declarationOf(dimension).audience === 'everyone' || hasManyPublishers(caller.scope),
    )
    const usual = cardsFor(caller.user.role)
    const asked = new Set([...usual, ...usual.flatMap((name) => companionOf(name) ?? []), ...query.metrics, metric])
    const metrics = metricNames.filter((name) => asked.has(name))
    const { compared, totals, series, rankings, unconverted } = await ask({
      question,
      metrics,
      rankings: { of: breakdowns, by: metric, limit: RANKED },
    })
    return {
      range: answerOf(range),
      compared: compared && {
        from: compared.from,
        to: compared.to,
        until: compared.until && compared.until.toISOString(),
      },
      currency: caller.organization.currency,
      attribution,
      metrics: describedMetrics(metrics),
      interval,
      metric,
      totals,
      unconverted,
      series: series.map(({ previous, ...point }) => ({
        ...point,
        time: isoTime(point.time),
        previous: previous && { ...previous, time: isoTime(previous.time) },
      })),
      rankings: await Promise.all(
        breakdowns.map(async (dimension) => ({
          dimension,
          rows: await labeled(caller, dimension, rankings[dimension]),
        })),
      ),
    }
  }),
]

const isoTime = (time: Date | null) => time && time.toISOString()

async function labeled(caller: Caller, dimension: Dimension, ranked: readonly Ranked[]) {
  const { none, hasUnknown } = declarationOf(dimension).kind
  const label = await valueLabels(
    caller.organization.id,
    dimension,
    ranked.map(({ value }) => value),
  )
  return ranked
    .map((row) => ({ ...row, label: label(row.value), value: hasUnknown && row.value === none ? UNKNOWN : row.value }))
    .toSorted((a, b) => b.figure - a.figure || compareNames(a.label, b.label))
}
