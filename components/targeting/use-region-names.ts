'use client'

import { useQuery } from '@tanstack/react-query'
import { listRegions } from '@/lib/api/app/regions.contract'
import { call } from '@/components/api/call'

/** The names of these regions, as the server knows them. */
export function useRegionNames(codes: readonly string[]): (code: string) => string | undefined {
  const asked = [...new Set(codes)].toSorted().join(',')
  const { data, isError } = useQuery({
    queryKey: [listRegions.id, 'named', asked],
    queryFn: () => call(listRegions, { query: { codes: asked } }),
    enabled: asked !== '',
    staleTime: Infinity,
  })
  return (code) => data?.data.find((region) => region.code === code)?.name ?? (data || isError ? code : undefined)
}
