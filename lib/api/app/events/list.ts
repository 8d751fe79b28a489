import { conversion, click } from '@/lib/events/tables'
import type { EventKind } from '@/lib/reports/event-schema'
import { countEvents, eventRowsOf } from '@/lib/reports/listed-events'
import type { Question } from '@/lib/reports/question'
import { listRows, type RowCursor } from '@/lib/reports/row-pages'
import { answerOf, questionOf } from '@/lib/api/app/question'
import { neighborsOf, readRowCursor, wrongCursor } from '@/lib/api/app/row-cursor'
import { handle } from '@/lib/api/operation'
import { listEventRows } from './list.contract'
import { clickEvent, conversionEvent, eventSummaries } from './summaries'

export const eventListOperations = [
  handle(listEventRows, async (caller, { query: { cursor: text, per_page: size, event, ...asked } }) => {
    const cursor = readRowCursor(text)
    const question = await questionOf(caller, asked)
    const [page, counts] = await Promise.all([pageOf(question, event, { size, cursor }), countEvents(question)])
    if (!page) throw wrongCursor()
    return {
      range: answerOf(question.range),
      totalCount: counts[event],
      counts,
      rows: await eventSummaries(caller, page.rows),
      ...neighborsOf(page),
    }
  }),
]

function pageOf(question: Question, event: EventKind, part: { size: number; cursor: RowCursor | undefined }) {
  const { only } = eventRowsOf(event)
  return event === 'clicks'
    ? listRows(question, { ...part, only, table: click, row: clickEvent })
    : listRows(question, { ...part, only, table: conversion, row: conversionEvent })
}
