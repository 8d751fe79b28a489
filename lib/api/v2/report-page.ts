import type { z } from 'zod'
import type { RowCursor, RowPage } from '@/lib/reports/row-pages'
import { invalid } from '@/lib/api/problem'
import type { reportPage as parameters } from './reports.contract'

/**
 * Answers with a page of a report.
 * @throws Problem if the cursor's row isn't there
 */
export async function reportPage<R, A extends { real_tx_id: string }>(
  { after, before, size }: z.output<typeof parameters>,
  list: (size: number, cursor: RowCursor | undefined) => Promise<RowPage<R> | null>,
  answers: (rows: R[]) => Promise<A[]>,
) {
  if (after !== undefined && before !== undefined) throw invalid('page[before]', 'can’t be combined with page[after]')
  const cursor: RowCursor | undefined =
    after !== undefined
      ? { direction: 'after', id: after }
      : before !== undefined
        ? { direction: 'before', id: before }
        : undefined
  const page = await list(size, cursor)
  if (!page)
    throw invalid(`page[${cursor?.direction}]`, 'must be the real_tx_id of a row that exists. Start over without it.')
  const rows = await answers(page.rows)
  return {
    data: {
      data: rows,
      pageInfo: {
        startCursor: rows.at(0)?.real_tx_id ?? null,
        endCursor: rows.at(-1)?.real_tx_id ?? null,
        hasPreviousPage: page.hasPrevious,
        hasNextPage: page.hasNext,
      },
    },
  }
}
