'use client'

import { keepPreviousData, useQuery } from '@tanstack/react-query'
import type { z } from 'zod'
import { pathOf, type Contract } from '@/lib/api/contract'
import { ask } from './call'
import { problemFrom, type Problem } from './problem'

/** What a server component fetched for the first paint, and the question it answers. */
export type First<T> = {
  question: string
  /** When it was asked, in ms since 1970. Tells the browser how old its copy is. */
  at: number
} & ({ data: T; problem: null } | { data: null; problem: Problem })

export type Answer<T> = {
  /** The latest answer. While a new question is in flight, the previous one. */
  data: T | undefined
  /** `data` answers the previous question. */
  outdated: boolean
  /** Why this question has no answer. */
  problem: Problem | null
  /** Why `data`, which is still shown, couldn't be refreshed. */
  stale: Problem | null
  retry: () => void
}

const POLL_MS = 10_000

/**
 * The answer to the question in the URL. The server renders the first one. The browser asks again when the question changes, and every
 * ten seconds, unless `every` says otherwise, while `live(data)` is true and the tab is visible.
 */
export function useAnswer<R extends z.ZodType>({
  contract,
  params = {},
  question = '',
  first,
  live,
  every = POLL_MS,
  still = false,
  enabled = true,
}: {
  contract: Pick<Contract, 'id' | 'path'> & { response: R }
  params?: Readonly<Record<string, string | number>>
  /** The query string. */
  question?: string
  first?: First<z.output<R>> | undefined
  live?: (data: z.output<R>) => boolean
  /** How long it waits between two times, in ms. */
  every?: number
  /** Asks for nothing new at all, not even when people come back to the tab. */
  still?: boolean
  enabled?: boolean
}): Answer<z.output<R>> {
  const path = pathOf(contract, params)
  const isFirst = first !== undefined && first.question === question
  const query = useQuery({
    queryKey: [contract.id, params, question],
    queryFn: ({ signal }) => ask(contract.response, question ? `${path}?${question}` : path, { signal }),
    enabled,
    placeholderData: keepPreviousData,
    refetchInterval: ({ state }) => (live && !still && state.data !== undefined && live(state.data) ? every : false),
    refetchOnWindowFocus: !still,
    ...(isFirst && first.data !== null ? { initialData: first.data, initialDataUpdatedAt: first.at } : {}),
  })
  // Shows a problem the server hit right away, without waiting for the browser to ask again.
  const firstProblem = isFirst && query.isPending ? first.problem : null
  return {
    data: query.data,
    outdated: query.isPlaceholderData,
    problem: query.isLoadingError ? problemFrom(query.error) : firstProblem,
    stale: query.isRefetchError ? problemFrom(query.error) : null,
    retry: () => void query.refetch(),
  }
}
