'use client'

import { applicationsResource, type ApprovalAnswer } from '@/lib/api/v2/approvals.contract'
import { useAnswer, type First } from '@/components/api/use-answer'
import type { ListAnswer } from '@/components/catalog/record-list'
import { useViewer } from '@/components/shell/viewer'
import { waitingQuestion } from './listing'

/** How many applications wait for a decision that the viewer can make. Undefined until it's known. */
export function useWaiting(first?: First<ListAnswer<ApprovalAnswer>> | null): number | undefined {
  const { permissions } = useViewer()
  const { data } = useAnswer({
    contract: applicationsResource.contracts.list,
    question: waitingQuestion,
    first: first ?? undefined,
    enabled: permissions.includes('catalog:manage'),
  })
  return data?.meta.total_count
}
