import type { Caller } from '@/lib/identity/caller'
import { declarationOf, UNKNOWN, type Dimension } from '@/lib/reports/dimensions'
import { aggregated, type Order } from '@/lib/reports/aggregated'
import { declarationOf as declarationOfMetric, type Figures, type Metric } from '@/lib/reports/metrics'
import { valueLabels } from '@/lib/reports/names'
import { isTime, type By } from '@/lib/reports/plan'
import type { Question } from '@/lib/reports/question'
import { MAX_DAYS, MAX_DAYS_BY_HOUR, rangeOf, rangeOfInstants } from '@/lib/reports/range'
import { handle } from '@/lib/api/operation'
import { invalid } from '@/lib/api/problem'
import { refuseHiddenMetrics } from '@/lib/api/hidden-metrics'
import {
  aggregatedReport,
  groups,
  metricCalled,
  nameOfMetric,
  valueDimensions,
  type AggregatedAnswer,
  type AggregatedQuery,
  type Group,
} from './aggregated.contract'
import { requirePeriod } from './read-period'
import { filtersOf } from './report-question'

export const aggregatedOperations = [
  handle(aggregatedReport, async (caller, { query }) => {
    const { group_by: by, page, attribution } = query
    const metrics = query.metrics.flatMap((name) => metricCalled(name) ?? [])
    refuseHiddenMetrics(caller, 'metrics', metrics)
    const order = orderOf(query, metrics)
    const question = await questionOf(caller, query)
    const report = await aggregated({
      question,
      by,
      metrics,
      order,
      page: { offset: (page.number - 1) * page.size, limit: page.size },
    })
    const labels = await Promise.all(
      by.map((one, at) =>
        labelsOf(
          caller,
          one,
          report.rows.map(({ values }) => values[at] ?? ''),
        ),
      ),
    )
    return {
      data: report.rows.map(({ values, figures }) => ({
        groups: Object.fromEntries(by.map((one, at) => [one, labels[at]?.(values[at] ?? '')])),
        metrics: named(metrics, figures),
      })),
      meta: { total_count: report.totalCount, total_page: Math.ceil(report.totalCount / page.size) },
      totals: named(metrics, report.totals),
      metrics: metrics.map((metric) => {
        const { label, unit } = declarationOfMetric(metric)
        return { name: nameOfMetric(metric), label: label.name, unit }
      }),
      currency: caller.organization.currency,
      attribution,
      timezone: question.range.timezone,
      unconverted: report.unconverted,
    }
  }),
]

const named = (metrics: readonly Metric[], figures: Figures<Metric>): AggregatedAnswer['totals'] =>
  Object.fromEntries(metrics.map((metric) => [nameOfMetric(metric), figures[metric]]))

/** Whole days of the organization's zone are answered from roll-ups, which nothing else can be. */
async function questionOf(caller: Caller, query: AggregatedQuery): Promise<Question> {
  const { timezone: own, timezoneChangedAt, currency } = caller.organization
  const timezone = query.timezone ?? own
  const { start, end } = requirePeriod({ ...query, timezone }, MAX_DAYS)
  const { start_date: from, end_date: to } = query
  const isWhole = from !== undefined && to !== undefined && timezone === own
  const range = isWhole ? rangeOf(from, to, timezone) : rangeOfInstants(start, end, timezone)
  if (query.group_by.includes('hour') && range.days > MAX_DAYS_BY_HOUR + 1)
    throw invalid('group_by', `must not include hour for more than ${MAX_DAYS_BY_HOUR} days`)
  const values = valueDimensions.flatMap((dimension) => query.filter?.[dimension]?.eq ?? [])
  return {
    scope: caller.scope,
    range,
    filters: [...(await filtersOf(caller, query)), ...values],
    zoneChangedAt: timezoneChangedAt,
    attribution: query.attribution,
    currency,
  }
}

function orderOf({ sort, group_by: by }: AggregatedQuery, metrics: readonly Metric[]): Order<Metric>[] {
  const [first] = by
  const given = sort ?? (first !== undefined && isTime(first) ? [first] : [`-${nameOfMetric(metrics[0] ?? 'clicks')}`])
  return given.map((text) => {
    const descending = text.startsWith('-')
    const name = descending ? text.slice(1) : text
    const group = groups.find((one) => one === name)
    const known: By | Metric | undefined = group ?? metricCalled(name)
    const isAsked = group ? by.includes(group) : metrics.some((metric) => metric === known)
    if (known === undefined || !isAsked) throw invalid('sort', `must be among group_by or metrics, which ${name} isn’t`)
    return { by: known, descending }
  })
}

/** Makes values of a group readable. */
async function labelsOf({ organization }: Caller, group: Group, values: readonly string[]) {
  if (isTime(group)) {
    const time = (value: string) => (group === 'hour' ? new Date(Number(value) * 1000).toISOString() : value)
    return (value: string) => ({ value: time(value), label: time(value) })
  }
  const dimension: Dimension = group
  const { none, hasUnknown } = declarationOf(dimension).kind
  const label = await valueLabels(organization.id, dimension, [...new Set(values)])
  return (value: string) => ({ value: hasUnknown && value === none ? UNKNOWN : value, label: label(value) })
}
