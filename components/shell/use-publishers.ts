'use client'

import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useDeferredValue } from 'react'
import { publishersAnswer, type Entity } from '@/lib/reports/shapes'
import { ask } from '../api'
import { fits } from '../ui/fitting'

/** Publishers whose name fits what was typed; `first` are those to offer before anything is, asked for when null. */
export function usePublishers(typed: string, first: Entity[] | null, enabled = true): { publishers: Entity[]; pending: boolean; failed: boolean } {
  const q = useDeferredValue(typed.trim())
  const { data, isFetching, isError, isPlaceholderData } = useQuery({
    queryKey: ['publishers', q],
    queryFn: ({ signal }) => ask(publishersAnswer, `/api/app/publishers?${new URLSearchParams(q ? { q } : {}).toString()}`, { signal }),
    enabled: enabled && (q !== '' || first === null),
    placeholderData: keepPreviousData,
    staleTime: 60_000,
  })
  const isAnswered = q === typed.trim() && !isPlaceholderData
  const offered = q === '' ? (first ?? data?.publishers) : data?.publishers
  if (isAnswered && offered) return { publishers: offered, pending: false, failed: isError }
  // Until the answer is there, what is known already, as far as it fits: Enter must not take one that only fitted what was typed before.
  const known = data?.publishers ?? first ?? []
  return { publishers: known.filter(({ id, name, slug }) => fits(typed, name, slug, String(id))), pending: isFetching, failed: isError }
}

/** The publisher that the URL names; its name is looked up where the list does not have it. */
export function usePublisher(id: string | null, first: Entity[]): Entity | null {
  const known = first.find((publisher) => String(publisher.id) === id)
  const { data } = useQuery({
    queryKey: ['publishers', id],
    queryFn: ({ signal }) => ask(publishersAnswer, `/api/app/publishers?${new URLSearchParams({ q: id ?? '' }).toString()}`, { signal }),
    enabled: id !== null && !known,
    staleTime: 60_000,
  })
  if (id === null) return null
  return known ?? data?.publishers.find((publisher) => String(publisher.id) === id) ?? { id: Number(id), name: `Publisher ${id}`, slug: '' }
}
