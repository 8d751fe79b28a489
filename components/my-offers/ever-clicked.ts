import { addDays, type Day } from '@/lib/time'
import { MAX_DAYS } from '@/lib/reports/range'
import { queryString } from '@/components/url/url-state'

/** The question for the offers that had clicks at all, within the longest range that can be asked for. Publishers without any are new. */
export const everClickedQuestion = (today: Day): string =>
  queryString(new URLSearchParams({ dimension: 'offer', from: addDays(today, 1 - MAX_DAYS), to: today }))
