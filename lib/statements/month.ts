import { addDays, addMonths, type Day } from '@/lib/days'
import { today } from '@/lib/time'

/** A month by its first day, in the organization's time zone. */
export type Month = Day

export const dayOf = (stored: Date): Day => stored.toISOString().slice(0, 10)
export const monthOf = (stored: Date): Month => dayOf(stored)
export const lastDayOf = (month: Month): Day => addDays(addMonths(month, 1), -1)

/** How long trackers have to deliver a month's last clicks, in ms. */
const GRACE = 3_600_000

/** Whether the month has been over for an hour, so that the event log has all of its clicks. */
export const isOver = (month: Month, timezone: string, now: Date): boolean =>
  today(timezone, new Date(now.getTime() - GRACE)) > lastDayOf(month)

/** Whether its first day is still to come. */
export const isAhead = (month: Month, timezone: string, now: Date): boolean => today(timezone, now) < month
