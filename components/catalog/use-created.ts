'use client'

import { useQueryClient } from '@tanstack/react-query'
import type { Contract } from '@/lib/api/contract'

/** What to do once something is created: closes the form, and shows it in its list. */
export function useCreated({ id }: Pick<Contract, 'id'>, close: () => void): () => Promise<void> {
  const client = useQueryClient()
  return async () => {
    close()
    await client.invalidateQueries({ queryKey: [id] })
  }
}
