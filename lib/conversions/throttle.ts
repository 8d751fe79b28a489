import { createHash } from 'node:crypto'
import type { ThrottleStatus } from '@/lib/database/generated/enums'
import type { Decision } from './decision'

const subIdNames = ['sub_id', 'sub_id_2', 'sub_id_3', 'sub_id_4', 'sub_id_5', 'sub_id_6'] as const

/** A conversion's sub IDs, as the click recorded them. */
export type SubIds = Readonly<Record<(typeof subIdNames)[number], string>>

/** Which sub IDs a throttle is for, as stored. */
export type SubIdFilters = Readonly<
  Partial<Record<keyof SubIds, { include: readonly string[]; exclude: readonly string[] } | undefined>>
>

export type ThrottleRecord = {
  /** A custom throttle's; a publisher's for its default. */
  id: string
  percentage: number
  status: ThrottleStatus
  filters: SubIdFilters
}

/** The throttles of a publisher that a conversion of an offer can have. */
export type Throttles = {
  /** The publisher's default. Null if it's off. */
  default: Omit<ThrottleRecord, 'filters'> | null
  /** Active custom throttles of the publisher for the offer. If there's any, the default doesn't count, whichever sub IDs they're for. */
  custom: readonly ThrottleRecord[]
}

/**
 * What throttling does to a conversion. The transaction ID decides, so a click's conversion and its events share their fate, and repeating a
 * postback doesn't change it. If several custom throttles are for its sub IDs, the oldest counts.
 */
export function throttleDecisions(throttles: Throttles, transactionId: string, subIds: SubIds): Decision[] {
  const throttle =
    throttles.custom.length === 0
      ? throttles.default
      : throttles.custom
          .filter(({ filters }) => isFor(filters, subIds))
          .reduce<ThrottleRecord | null>((oldest, one) => (!oldest || one.id < oldest.id ? one : oldest), null)
  if (!throttle || !isAmong(throttle.percentage, transactionId)) return []
  const effect = throttle.status === 'Rejected' ? 'reject' : 'pend'
  return [{ rule: 'throttle', id: throttle.id, reason: 'throttled', effect, detail: `${throttle.percentage} %` }]
}

/** Whether an ID is among this percentage of all IDs. Those among a smaller percentage are also among a larger one. */
export function isAmong(percentage: number, id: string): boolean {
  return createHash('sha256').update(id).digest().readUInt32BE() * 100 < percentage * 2 ** 32
}

function isFor(filters: SubIdFilters, subIds: SubIds): boolean {
  return subIdNames.every((name) => {
    const { include, exclude } = filters[name] ?? { include: [], exclude: [] }
    return !exclude.includes(subIds[name]) && (include.length === 0 || include.includes(subIds[name]))
  })
}
