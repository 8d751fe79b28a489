import { conversion } from '@/lib/events/tables'
import { conversionsByStatus } from '@/lib/reports/conversion-counts'
import { canSeeReasons } from '@/lib/reports/fraud-visibility'
import { listRows, type RowCursor } from '@/lib/reports/row-pages'
import { answerOf } from '@/lib/api/app/question'
import { handle } from '@/lib/api/operation'
import { invalid, type Problem } from '@/lib/api/problem'
import { isUuid } from '@/lib/uuid'
import { listConversions } from './list.contract'
import { conversionQuestion } from './question'
import { summaries, summaryRow } from './summaries'

export const conversionListOperations = [
  handle(listConversions, async (caller, { query: { cursor: text, per_page: size, ...asked } }) => {
    const cursor = text === undefined ? undefined : cursorOf(text)
    const { question, ofAnyStatus } = await conversionQuestion(caller, asked)
    const [page, counts, showsReasons] = await Promise.all([
      listRows(question, { table: conversion, row: summaryRow, size, cursor }),
      conversionsByStatus(ofAnyStatus),
      canSeeReasons(caller),
    ])
    if (!page) throw wrongCursor()
    const statuses = {
      Approved: counts.get('Approved') ?? 0,
      Pending: counts.get('Pending') ?? 0,
      Rejected: counts.get('Rejected') ?? 0,
    }
    const [first, last] = [page.rows.at(0), page.rows.at(-1)]
    return {
      range: answerOf(question.range),
      totalCount: asked.status ? statuses[asked.status] : statuses.Approved + statuses.Pending + statuses.Rejected,
      statuses,
      rows: await summaries(caller, page.rows, { showsReasons }),
      next: last && page.hasNext ? `after.${last.id}` : null,
      previous: first && page.hasPrevious ? `before.${first.id}` : null,
    }
  }),
]

/** A cursor as answers have it: `after.` or `before.`, and the ID of the conversion next to the page. */
function cursorOf(text: string): RowCursor {
  const [direction, id, ...rest] = text.split('.')
  if ((direction !== 'after' && direction !== 'before') || id === undefined || !isUuid(id) || rest.length > 0)
    throw wrongCursor()
  return { direction, id }
}

const wrongCursor = (): Problem => invalid('cursor', 'must be an unmodified cursor from an earlier response')
