import type { ConversionReason } from './reasons'

/** What a rule did to a conversion. Stored with it. */
export type Decision = {
  rule:
    | 'click'
    | 'impression'
    | 'fraud_filter'
    | 'blocked_sub_id'
    | 'cap'
    | 'throttle'
    | 'price'
    | 'approval'
    | 'hold'
    | 'reported'
  /** Of the rule's record: a fraud filter group, blocked sub ID, cap, or custom throttle. The publisher for its default throttle, the offer or event for its settings. */
  id: string
  reason: ConversionReason
  /** Unpaid means that payout and revenue are 0. */
  effect: 'reject' | 'pend' | 'unpaid' | 'flag'
  /** What it went by, in words. */
  detail: string
}

const UNTIL = 'Until '

/** What a hold period says. */
export const untilDetail = (time: number): string => `${UNTIL}${new Date(time).toISOString()}`

/** When a conversion's hold period ends, by the decision about it. */
export const heldUntil = ({ detail }: { detail: string }): Date => new Date(detail.slice(UNTIL.length))
