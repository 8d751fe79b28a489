'use client'

import { useQueries, useQueryClient, type QueryClient } from '@tanstack/react-query'
import { useCallback } from 'react'
import { valuesAnswer } from '@/lib/reports/shapes'
import { ask } from '../api'
import { capitalised, countryName } from '../format'
import { dimensionNames, question, unknownValue, withFilter, type Dimension, type Params } from '../url-state'
import { useUrl } from '../use-url'

/** Names of filter values that the server component already knew, by `dimension:value`. */
export type Labels = Readonly<Record<string, string>>

/** These are numbers or ids in the URL, and have names in the catalog. */
const named: ReadonlySet<Dimension> = new Set(['advertiser', 'network', 'offer', 'campaign'])

/** How a value that needs no look-up is written; null for what has a name in the catalog. */
export function plainLabel(dimension: Dimension, value: string): string | null {
  if (value === unknownValue) return 'Unknown'
  if (dimension === 'country') return countryName(value)
  if (dimension === 'device') return capitalised(value)
  return named.has(dimension) ? null : value
}

const keyOf = (dimension: Dimension, value: string) => ['label', dimension, value] as const

function remember(client: QueryClient, dimension: Dimension, value: string, label: string): void {
  if (named.has(dimension)) client.setQueryData(keyOf(dimension, value), label)
}

/** For links that set a filter: whoever draws them knows the name, so that the chip need not look it up. */
export function useRemember(): (dimension: Dimension, value: string, label: string) => void {
  const client = useQueryClient()
  return useCallback((dimension, value, label) => remember(client, dimension, value, label), [client])
}

/** The query string that asks for the values of a dimension, whatever it is now filtered to. */
export function valuesQuestion(params: Params, dimension: Dimension, q: string): string {
  const asked = new URLSearchParams({ dimension, ...(q ? { q } : {}) }).toString()
  const scope = question('values', withFilter(params, dimension, null))
  return scope ? `${asked}&${scope}` : asked
}

/** Names of a filter's values: from the first paint, from where they were clicked, or asked for. */
export function useLabels(dimension: Dimension, values: string[], known: Labels): string[] {
  const { params } = useUrl()
  const answers = useQueries({
    queries: values.map((value) => {
      const initial = known[`${dimension}:${value}`]
      return {
        queryKey: keyOf(dimension, value),
        queryFn: async () => {
          const { values: found } = await ask(valuesAnswer, `/api/app/values?${valuesQuestion(params, dimension, '')}`)
          return found.find((candidate) => candidate.value === value)?.label ?? `${dimensionNames[dimension]} ${value}`
        },
        enabled: plainLabel(dimension, value) === null,
        staleTime: Infinity,
        ...(initial === undefined ? {} : { initialData: initial }),
      }
    }),
  })
  return values.map((value, index) => plainLabel(dimension, value) ?? answers[index]?.data ?? value)
}
