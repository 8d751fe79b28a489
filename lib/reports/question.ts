import type { Scope } from '../access/caller'
import type { Filter } from './filter'
import type { Range } from './range'

/** A question about clicks. It needs a scope, and only an authenticated caller has one. */
export type Question = {
  scope: Scope
  /** Days of the organization's zone. */
  range: Range
  filters: readonly Filter[]
}
