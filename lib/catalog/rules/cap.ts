import { z } from 'zod'
import { CapAction, CapMetric, CapPeriod } from '@/lib/database/generated/enums'
import { amount, flag, oneOf, timezone } from '@/lib/fields'
import { keeping, type Fault } from './faults'
import { origin } from './origin'
import { subIdValue } from './shared'

/** What people can set about a cap. References are checked where they're stored. */
export const capFields = {
  metric: oneOf(CapMetric),
  period: oneOf(CapPeriod),
  limit: amount,
  /** Null means the organization's time zone. */
  timezone: timezone.nullable(),
  action: oneOf(CapAction),
  subId: subIdValue(50).nullable(),
  active: flag,
} as const

type Checked = { metric?: CapMetric; limit?: unknown; subId?: string | null; publisherId?: string | null }

/** What's wrong with a cap's fields as a whole. */
export function capFaults({ metric, limit, subId, publisherId }: Checked): Fault[] {
  const faults: Fault[] = []
  const most = Number(limit)
  if (limit !== undefined && most <= 0) faults.push({ field: 'limit', message: 'must be more than 0' })
  if (limit !== undefined && (metric === 'Clicks' || metric === 'Conversions') && !Number.isInteger(most))
    faults.push({ field: 'limit', message: `must be a whole number of ${metric.toLowerCase()}` })
  if (subId && !publisherId) faults.push({ field: 'subId', message: 'is only allowed with a publisher' })
  return faults
}

export const capInput = keeping(
  z.strictObject({
    ...origin,
    ...z.object(capFields).partial().shape,
    offerId: z.uuid(),
    publisherId: z.uuid().nullish(),
    metric: capFields.metric,
    period: capFields.period,
    limit: capFields.limit,
  }),
  capFaults,
)
