'use client'

import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useDeferredValue } from 'react'
import { publishersAnswer, type Entity } from '@/lib/reports/shapes'
import { ask } from '../api'

/** Publishers whose name fits what was typed; `first` are those to offer before anything is, asked for when null. */
export function usePublishers(typed: string, first: Entity[] | null, enabled = true): { publishers: Entity[]; pending: boolean; failed: boolean } {
  const q = useDeferredValue(typed.trim())
  const { data, isFetching, isError } = useQuery({
    queryKey: ['publishers', q],
    queryFn: ({ signal }) => ask(publishersAnswer, `/api/app/publishers?${new URLSearchParams(q ? { q } : {}).toString()}`, { signal }),
    enabled: enabled && (q !== '' || first === null),
    placeholderData: keepPreviousData,
    staleTime: 60_000,
  })
  return { publishers: (q === '' ? first : null) ?? data?.publishers ?? [], pending: isFetching && data === undefined, failed: isError }
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
