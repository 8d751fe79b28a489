import type { Scope } from '@/lib/identity/caller'
import type { Filter } from './filter'
import type { Comparison, Interval, Range } from './range'

/** A question about clicks. It requires a scope, which only an authenticated caller has. */
export type Question = {
  scope: Scope
  range: Range
  /** What its series has one figure for: days, unless it says otherwise. */
  interval?: Interval
  /** What it's compared with: nothing, unless it says otherwise. */
  compare?: Comparison
  /** When the organization's time zone last changed, if ever. Before that, a click's day is a day of another zone. */
  zoneChangedAt?: Date | null
  filters: readonly Filter[]
}
