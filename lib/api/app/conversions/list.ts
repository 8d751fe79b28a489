import { conversion } from '@/lib/events/tables'
import { conversionsByStatus } from '@/lib/reports/conversion-counts'
import { canSeeReasons } from '@/lib/reports/fraud-visibility'
import type { Question } from '@/lib/reports/question'
import { listRows } from '@/lib/reports/row-pages'
import { answerOf, questionOf } from '@/lib/api/app/question'
import { neighborsOf, readRowCursor, wrongCursor } from '@/lib/api/app/row-cursor'
import { handle } from '@/lib/api/operation'
import { listConversions } from './list.contract'
import { summaries, summaryRow } from './summaries'

export const conversionListOperations = [
  handle(listConversions, async (caller, { query: { status, cursor: text, per_page: size, ...asked } }) => {
    const cursor = readRowCursor(text)
    const all = await questionOf(caller, asked)
    const question: Question = {
      ...all,
      filters: [
        ...all.filters,
        ...(status === undefined ? [] : [{ dimension: 'status' as const, values: [status], excluded: false }]),
      ],
    }
    const [page, counts, showsReasons] = await Promise.all([
      listRows(question, { table: conversion, row: summaryRow, size, cursor }),
      conversionsByStatus(all),
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
      totalCount: status === undefined ? statuses.Approved + statuses.Pending + statuses.Rejected : statuses[status],
      statuses,
      rows: await summaries(caller, page.rows, { showsReasons }),
      ...neighborsOf(page),
    }
  }),
]
