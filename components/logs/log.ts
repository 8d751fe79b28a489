'use client'

import type { z } from 'zod'
import type { Contract } from '@/lib/api/contract'
import { useAnswer, type Answer, type First } from '@/components/api/use-answer'
import { question, withParams, type Params, type QuestionKind } from '@/components/url/url-state'
import { useUrl } from '@/components/url/use-url'

/** A page of a log: rows of a date range, newest first. */
export type LogAnswer<Row> = {
  range: { incomplete: boolean }
  /** All rows that match. */
  totalCount: number
  rows: Row[]
  /** Cursors of the neighboring pages. */
  next: string | null
  previous: string | null
}

/** The URL parameter with the ID of the row that's open in a sheet. */
export type OpenKey = 'click' | 'item'

/** Parameters that open a row's sheet, or close it. */
export const opened = (params: Params, opens: OpenKey, id: string | null): URLSearchParams =>
  withParams(params, { [opens]: id, changes: null })

/** How often a log that's followed live is asked for new rows. */
const TAIL_MS = 2_000

/** The answer to the URL's question about a log. */
export function useLog<R extends z.ZodType<LogAnswer<unknown>>>({
  contract,
  kind,
  first,
  tail,
}: {
  contract: Pick<Contract, 'id' | 'path'> & { response: R }
  kind: QuestionKind
  first?: First<z.output<R>> | undefined
  /** For logs that people can follow live: whether they do. A log that isn't followed stands still. */
  tail?: boolean
}): { asked: string; answer: Answer<z.output<R>> } {
  const { params } = useUrl()
  const asked = question(kind, params)
  const answer = useAnswer({
    contract,
    question: asked,
    first,
    // New rows appear at the top of the first page. Later pages don't change.
    live: ({ range }) => range.incomplete && !params.has('cursor'),
    ...(tail === undefined ? {} : { every: TAIL_MS, still: !tail }),
  })
  return { asked, answer }
}
