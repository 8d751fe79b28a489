import { z } from 'zod'
import { currency, line } from '@/lib/fields'
import { keeping, type Fault } from './faults'
import { origin } from './origin'

/** An exact rate: more than 0, with up to 10 digits before the decimal point and 10 after it. */
const rate = z
  .union([z.string(), z.number()])
  .transform(String)
  .refine(
    (value) => /^\d{1,10}(\.\d{1,10})?$/.test(value) && Number(value) > 0,
    'must be a rate of more than 0, with up to 10 decimal places',
  )

/** What people can set about an exchange rate. */
export const exchangeRateFields = {
  from: currency,
  to: currency,
  rate,
  /** The start of the day in UTC. */
  validFrom: z.date(),
  source: line(100),
} as const

/** What's wrong with an exchange rate as a whole. */
export function exchangeRateFaults(input: { from?: string; to?: string }): Fault[] {
  const { from, to } = input
  if (from === undefined || from !== to) return []
  return [{ field: 'to', message: 'must be another currency' }]
}

export const exchangeRateInput = keeping(
  z.strictObject({
    ...origin,
    ...exchangeRateFields,
    source: exchangeRateFields.source.default(''),
  }),
  exchangeRateFaults,
)
