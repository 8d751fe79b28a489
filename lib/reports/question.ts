import type { Scope } from '@/lib/identity/caller'
import type { Filter } from './filter'
import type { MetadataQuery } from './metadata'
import type { Comparison, Interval, Range } from './range'

/** Which day conversions count on: the one they happened on, or their click's. */
export const attributions = ['conversion', 'click'] as const
export type Attribution = (typeof attributions)[number]

/** A question about clicks, impressions, and conversions. It requires a scope, which only an authenticated caller has. */
export type Question = {
  scope: Scope
  range: Range
  /** What its series has one figure for: days, unless it says otherwise. */
  interval?: Interval
  /** What it's compared with: nothing, unless it says otherwise. */
  compare?: Comparison
  /** When the organization's time zone last changed, if ever. Before that, an event's day is a day of another zone. */
  zoneChangedAt?: Date | null
  filters: readonly Filter[]
  /** Only conversions with this metadata. Nothing else has any. */
  metadata?: MetadataQuery | undefined
  /** When they happened, unless it says otherwise. */
  attribution?: Attribution
  /** What amounts are converted to: the organization's currency. Questions about amounts need it. */
  currency?: string
}
