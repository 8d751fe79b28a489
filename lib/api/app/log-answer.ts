import { z } from 'zod'
import { answeredRange, count, pageSize } from './question-parameters'

// What lists of single events have in common. Safe in the browser.

/** Where a page is, and how long it is. */
export const logParameters = { cursor: z.string().optional(), per_page: pageSize.default(50) }

/** A page of rows, newest first. */
export const logAnswer = <R extends z.ZodType>(row: R) =>
  z.object({
    range: answeredRange,
    /** All that match. */
    totalCount: count,
    rows: z.array(row),
    /** Pass as `cursor` to get the next page; null on the last page. */
    next: z.string().nullable(),
    previous: z.string().nullable(),
  })
