'use client'

import { keepPreviousData, useQuery } from '@tanstack/react-query'
import type { z } from 'zod'
import { ask } from './api'
import { problemFrom, type Problem } from './problem'

/** What a server component found out for the first paint, and for which question. */
export type First<T> = {
  question: string
  /** When it was asked, ms since 1970: the browser's copy is as old as that. */
  at: number
} & ({ data: T; problem: null } | { data: null; problem: Problem })

export type Answer<T> = {
  /** The newest answer; while another question is under way, the one before it. */
  data: T | undefined
  /** `data` belongs to the question before. */
  outdated: boolean
  /** Why there is no answer to this question. */
  problem: Problem | null
  /** Why `data` could not be brought up to date; it is still shown. */
  stale: Problem | null
  retry: () => void
}

const pollMs = 10_000

/**
 * The answer to what the URL asks: painted by the server first, then asked for again when the question changes, and every
 * ten seconds while `live(data)` and the tab is visible.
 */
export function useAnswer<T>({
  path,
  question,
  shape,
  first,
  live,
  enabled = true,
}: {
  path: string
  question: string
  shape: z.ZodType<T>
  first?: First<T> | undefined
  live?: (data: T) => boolean
  enabled?: boolean
}): Answer<T> {
  const isFirst = first !== undefined && first.question === question
  const query = useQuery({
    queryKey: [path, question],
    queryFn: ({ signal }) => ask(shape, question ? `${path}?${question}` : path, { signal }),
    enabled,
    placeholderData: keepPreviousData,
    refetchInterval: ({ state }) => (live && state.data !== undefined && live(state.data) ? pollMs : false),
    ...(isFirst && first.data !== null ? { initialData: first.data, initialDataUpdatedAt: first.at } : {}),
  })
  // What the server could not answer is shown at once, not after the browser has asked the same again.
  const firstProblem = isFirst && query.isPending ? first.problem : null
  return {
    data: query.data,
    outdated: query.isPlaceholderData,
    problem: query.isLoadingError ? problemFrom(query.error) : firstProblem,
    stale: query.isRefetchError ? problemFrom(query.error) : null,
    retry: () => void query.refetch(),
  }
}
