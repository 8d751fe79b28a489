import { rowsOfReport } from './aggregated'
import { narrowed, rowKey, type DailyRow } from './daily-rows'
import type { Dimension } from './dimensions'
import type { Filter } from './filter'
import type { Figures, Metric } from './metrics'
import type { Question } from './question'

const by = ['day', 'advertiser', 'publisher', 'network'] as const

/** Figures of daily rows, keyed by `rowKey`. Rows that have none of them are missing. */
export async function figuresOfRows<M extends Metric>(
  question: Question,
  rows: readonly DailyRow[],
  metrics: readonly M[],
): Promise<Map<string, Figures<M>>> {
  if (rows.length === 0) return new Map()
  const only = (dimension: Exclude<(typeof by)[number], 'day'> & Dimension): Filter => ({
    dimension,
    values: [...new Set(rows.map((row) => String(row[dimension])))],
    excluded: false,
  })
  const range = narrowed(
    question.range,
    rows.map(({ day }) => day),
  )
  const found = await rowsOfReport(
    { ...question, range, filters: [...question.filters, only('advertiser'), only('publisher'), only('network')] },
    // These days have more combinations of the same values than there are rows on a page.
    { by, metrics, order: [], page: { offset: 0, limit: 100_000 }, now: new Date() },
  )
  return new Map(
    found.rows.map(({ values: [day = '', ...ids], figures }) => {
      const [advertiser = 0, publisher = 0, network = 0] = ids.map(Number)
      return [rowKey({ day, advertiser, publisher, network }), figures]
    }),
  )
}
