'use client'

import { useQueryClient } from '@tanstack/react-query'
import type { z } from 'zod'
import { pathOf, type Contract } from '@/lib/api/contract'
import { listAudit } from '@/lib/api/app/audit.contract'
import { ask } from '@/components/api/call'
import { useAnswer, type First } from '@/components/api/use-answer'

type Read<R> = Pick<Contract, 'id' | 'path'> & { response: z.ZodType<{ data: R }> }

/** A record as all of its pages have it, and a way to fetch it again after a change. */
export function useRecord<R>({
  read,
  list,
  params,
  first,
  enabled = true,
  live = false,
}: {
  read: Read<R>
  /** The list that shows it, which a change makes outdated. */
  list: Pick<Contract, 'id'>
  params: Readonly<Record<string, string>>
  first?: First<{ data: R }> | undefined
  enabled?: boolean
  /** Whether it changes by itself. */
  live?: boolean
}) {
  const client = useQueryClient()
  const { data, problem, retry } = useAnswer({ contract: read, params, first, enabled, live: () => live })

  async function reload(): Promise<R> {
    void client.invalidateQueries({ queryKey: [list.id] })
    void client.invalidateQueries({ queryKey: [listAudit.id] })
    const { data: record } = await client.fetchQuery({
      queryKey: [read.id, params, ''],
      queryFn: ({ signal }) => ask(read.response, pathOf(read, params), { signal }),
      staleTime: 0,
    })
    return record
  }
  return { record: data?.data, problem, retry, reload }
}
