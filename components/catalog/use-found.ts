'use client'

import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useDeferredValue } from 'react'
import type { z } from 'zod'
import { pathOf, type Contract } from '@/lib/api/contract'
import { ask } from '@/components/api/call'
import type { Option } from '@/components/ui/fitting'
import { queryString } from '@/components/url/url-state'

/** Where a picker's options come from: an API list that takes `q`, and what to call its items. */
export type Source<Item> = {
  contract: Pick<Contract, 'id' | 'path' | 'query'> & { response: z.ZodType<{ data: Item[] }> }
  params?: Readonly<Record<string, string | number>>
  /** More parameters of the list, such as filters. */
  asks?: Readonly<Record<string, string>>
  /** The name of the list's parameter for one item's ID, unless it's that of an API list, which also has pages. */
  idParameter?: string
  option: (this: void, item: Item) => Option
}

const SHOWN = 25

/** What a list has for the typed text. `enabled` once people can see it. */
export function useFound<Item>(
  { contract, params = {}, asks = {}, option }: Source<Item>,
  typed: string,
  enabled: boolean,
): { options: Option[]; state: 'pending' | 'failed' | 'known' } {
  const q = useDeferredValue(typed.trim())
  const asked = queryString(
    new URLSearchParams({
      ...asks,
      ...(q ? { q } : {}),
      // Short lists have no pages, and lists refuse parameters that they don't know.
      ...('page' in contract.query.shape ? { 'page[size]': String(SHOWN) } : {}),
    }),
  )
  const { data, isError, isPending } = useQuery({
    queryKey: [contract.id, 'found', params, asked],
    queryFn: ({ signal }) => ask(contract.response, `${pathOf(contract, params)}?${asked}`, { signal }),
    enabled,
    placeholderData: keepPreviousData,
    staleTime: 30_000,
  })
  return {
    options: data?.data.map(option) ?? [],
    state: data ? 'known' : isError ? 'failed' : isPending ? 'pending' : 'known',
  }
}
