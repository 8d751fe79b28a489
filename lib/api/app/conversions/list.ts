import { conversion } from '@/lib/events/tables'
import { conversionsByStatus } from '@/lib/reports/conversion-counts'
import { canSeeReasons } from '@/lib/reports/fraud-visibility'
import { listRows } from '@/lib/reports/row-pages'
import { answerOf } from '@/lib/api/app/question'
import { neighborsOf, readRowCursor, wrongCursor } from '@/lib/api/app/row-cursor'
import { handle } from '@/lib/api/operation'
import { listConversions } from './list.contract'
import { conversionQuestion } from './question'
import { summaries, summaryRow } from './summaries'

export const conversionListOperations = [
  handle(listConversions, async (caller, { query: { cursor: text, per_page: size, ...asked } }) => {
    const cursor = readRowCursor(text)
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
    return {
      range: answerOf(question.range),
      totalCount: asked.status ? statuses[asked.status] : statuses.Approved + statuses.Pending + statuses.Rejected,
      statuses,
      rows: await summaries(caller, page.rows, { showsReasons }),
      ...neighborsOf(page),
    }
  }),
]
