import type { Caller } from '@/lib/identity/caller'
import { declarationOf, metricsFor, type Metric } from '@/lib/reports/metrics'
import { Problem } from './problem'

/** @throws Problem for metrics that the caller can't see, such as revenue for a publisher */
export function refuseHiddenMetrics({ user }: Caller, field: string, asked: readonly Metric[]): void {
  const seen = metricsFor(user.role)
  const hidden = asked.find((metric) => !seen.includes(metric))
  if (hidden === undefined) return
  const message = `Publisher users can’t view ${declarationOf(hidden).label.many}.`
  throw new Problem('forbidden', `${field}: ${message}`, [{ field, message }])
}
