import type { Scope } from '@/lib/identity/caller'
import type { Filter } from './filter'
import type { Range } from './range'

/** A question about clicks. It requires a scope, which only an authenticated caller has. */
export type Question = {
  scope: Scope
  /** Days in the organization's time zone. */
  range: Range
  /** When the organization's time zone last changed, if ever. Before that, a click's day is a day of another zone. */
  zoneChangedAt?: Date | null
  filters: readonly Filter[]
}
