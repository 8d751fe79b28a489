import type { Scope } from '../access/caller'
import type { Filter } from './filter'
import type { Range } from './range'

/** A question about clicks. It requires a scope, which only an authenticated caller has. */
export type Question = {
  scope: Scope
  /** Days in the organization's time zone. */
  range: Range
  filters: readonly Filter[]
}
