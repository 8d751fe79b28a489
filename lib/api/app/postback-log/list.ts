import { countPostbacks, listPostbacks } from '@/lib/reports/postbacks'
import { answerOf, questionOf } from '@/lib/api/app/question'
import { neighborsOf, readRowCursor, wrongCursor } from '@/lib/api/app/row-cursor'
import { handle } from '@/lib/api/operation'
import { entriesOf } from './entries'
import { listPostbackLog } from './list.contract'

export const postbackLogOperations = [
  handle(listPostbackLog, async (caller, { query }) => {
    const { cursor: text, per_page: size, direction, source, result, ...asked } = query
    const { postback_id: number, conversion_id: conversion, transaction_id: click, http_status: status, host } = asked
    const cursor = readRowCursor(text)
    const question = await questionOf(caller, asked)
    const list = <T>(value: T | undefined) => (value === undefined ? undefined : [value])
    const others = {
      direction,
      sources: list(source),
      postbacks: list(number),
      conversions: list(conversion),
      clicks: list(click),
      httpStatuses: list(status),
      hosts: list(host),
    }
    const [page, results] = await Promise.all([
      listPostbacks(caller, question, { filters: { ...others, results: list(result) }, size, cursor }),
      countPostbacks(caller, question, others),
    ])
    if (!page) throw wrongCursor()
    const matching = results.filter((one) => result === undefined || one.result === result)
    return {
      range: answerOf(question.range),
      totalCount: matching.reduce((sum, { count }) => sum + count, 0),
      results,
      rows: await entriesOf(caller, page.rows),
      ...neighborsOf(page),
    }
  }),
]
