'use client'

import { useQueries, useQueryClient, type QueryClient } from '@tanstack/react-query'
import { useTranslations } from 'next-intl'
import { useCallback } from 'react'
import { declarationOf, UNKNOWN } from '@/lib/reports/dimensions'
import { filterValues } from '@/lib/api/app/values.contract'
import type { Translate } from '@/messages/settings'
import { call } from '@/components/api/call'
import { valuesQuestion, type Dimension } from '@/components/url/url-state'
import { useUrl } from '@/components/url/use-url'

/** Names of filter values that the server component already looked up, by `dimension:value`. */
export type Labels = Readonly<Record<string, string>>

/** The label of a value that needs no lookup. Null if its name is in the catalog. */
export function plainLabel(dimension: Dimension, value: string, t: Translate<'common'>): string | null {
  const { catalog, kind } = declarationOf(dimension)
  if (value === '' || value === UNKNOWN) return t('unknown')
  if (catalog !== undefined) return null
  return kind.label?.(value) ?? value
}

const keyOf = (dimension: Dimension, value: string) => ['label', dimension, value] as const

function remember(client: QueryClient, dimension: Dimension, value: string, label: string): void {
  if (declarationOf(dimension).catalog !== undefined) client.setQueryData(keyOf(dimension, value), label)
}

/** For links that set a filter. They know the name, so the chip doesn't have to look it up. */
export function useRemember(): (dimension: Dimension, value: string, label: string) => void {
  const client = useQueryClient()
  return useCallback((dimension, value, label) => remember(client, dimension, value, label), [client])
}

/** Labels of a filter's values: from the first paint, from the clicked link, or looked up. */
export function useLabels(dimension: Dimension, values: string[], known: Labels): string[] {
  const t = useTranslations('common')
  const filters = useTranslations('filters')
  const names = useTranslations('reports.dimensions')
  const { params } = useUrl()
  const answers = useQueries({
    queries: values.map((value) => {
      const initial = known[`${dimension}:${value}`]
      return {
        queryKey: keyOf(dimension, value),
        queryFn: async () => {
          const { values: found } = await call(filterValues, {
            query: valuesQuestion(params, dimension, { only: [value] }),
          })
          return (
            found.find((candidate) => candidate.value === value)?.label ??
            filters('unnamed', { dimension: names(`${dimension}.title`), value })
          )
        },
        enabled: plainLabel(dimension, value, t) === null,
        staleTime: Infinity,
        ...(initial === undefined ? {} : { initialData: initial }),
      }
    }),
  })
  return values.map((value, index) => plainLabel(dimension, value, t) ?? answers[index]?.data ?? value)
}
