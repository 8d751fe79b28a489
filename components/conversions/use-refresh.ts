'use client'

import { useQueryClient } from '@tanstack/react-query'
import { pathOf } from '@/lib/api/contract'
import { listAudit } from '@/lib/api/app/audit.contract'
import { readConversion } from '@/lib/api/app/conversions/details.contract'
import { listConversions } from '@/lib/api/app/conversions/list.contract'
import type { ConversionDetails } from '@/lib/api/app/conversions/schema'
import { listEventRows } from '@/lib/api/app/events/list.contract'
import { overview } from '@/lib/api/app/overview.contract'
import { ask } from '@/components/api/call'

/** How to ask again for everything that shows conversions, once some have changed. */
export function useRefresh() {
  const client = useQueryClient()
  const askAgain = async (...shown: { id: string }[]) => {
    await Promise.all(shown.map(({ id }) => client.invalidateQueries({ queryKey: [id] })))
  }
  return {
    refresh: () => askAgain(listConversions, listEventRows, readConversion, listAudit, overview),
    /** The same, and one of them as it is by now. */
    reload: async (id: string): Promise<ConversionDetails> => {
      const params = { id }
      const found = await client.fetchQuery({
        queryKey: [readConversion.id, params, ''],
        queryFn: ({ signal }) => ask(readConversion.response, pathOf(readConversion, params), { signal }),
        staleTime: 0,
      })
      void askAgain(listConversions, listEventRows, listAudit, overview)
      return found
    },
  }
}
