'use client'

import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useTranslations } from 'next-intl'
import { useDeferredValue } from 'react'
import { listPublisherChoices } from '@/lib/api/app/publishers.contract'
import type { Entity } from '@/lib/reports/entity'
import { call } from '@/components/api/call'
import { fits } from '@/components/ui/fitting'

/** Publishers that match the typed text. `first` is offered before anything is typed; with null, the server is asked. */
export function usePublishers(
  typed: string,
  first: Entity[] | null,
  enabled = true,
): { publishers: Entity[]; pending: boolean; failed: boolean } {
  const q = useDeferredValue(typed.trim())
  const { data, isFetching, isError, isPlaceholderData } = useQuery({
    queryKey: ['publishers', q],
    queryFn: ({ signal }) => call(listPublisherChoices, { query: q ? { q } : {} }, { signal }),
    enabled: enabled && (q !== '' || first === null),
    placeholderData: keepPreviousData,
    staleTime: 60_000,
  })
  const isAnswered = q === typed.trim() && !isPlaceholderData
  const offered = q === '' ? (first ?? data?.publishers) : data?.publishers
  if (isAnswered && offered) return { publishers: offered, pending: false, failed: isError }
  // Until the answer arrives, offer the known ones that match: Enter mustn't pick one that only matched the earlier text.
  const known = data?.publishers ?? first ?? []
  return {
    publishers: known.filter(({ id, name, slug }) => fits(typed, name, slug, String(id))),
    pending: isFetching,
    failed: isError,
  }
}

const isOne = (id: string): boolean => /^\d+$/.test(id)

/** The publisher the URL names, or several, or all but some. Its name is looked up if the list doesn't have it. */
export function usePublisher(id: string | null, first: Entity[]): Entity | null {
  const t = useTranslations('common')
  const known = first.find((publisher) => String(publisher.id) === id)
  const { data } = useQuery({
    queryKey: ['publishers', id],
    queryFn: ({ signal }) => call(listPublisherChoices, { query: { q: id ?? '' } }, { signal }),
    enabled: id !== null && isOne(id) && !known,
    staleTime: 60_000,
  })
  if (id === null) return null
  if (!isOne(id)) {
    const excluded = id.startsWith('-')
    const count = new Set(id.replace('-', '').split(',')).size
    return { id: NaN, name: t(excluded ? 'publishersExcluded' : 'publishersChosen', { count }), slug: '' }
  }
  const found = known ?? data?.publishers.find((publisher) => String(publisher.id) === id)
  return found ?? { id: Number(id), name: data ? t('publisherUnknown') : t('publisherNumber', { id }), slug: '' }
}
