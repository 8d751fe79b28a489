'use client'

import { publishersResource, type PublisherAnswer } from '@/lib/api/v2/publishers.contract'
import type { First } from '@/components/api/use-answer'
import { useRecord } from '@/components/catalog/use-record'
import { canEdit, useViewer } from '@/components/shell/viewer'

const { read, list } = publishersResource.contracts

/** The publisher with this number, as all of its pages have it. */
export const usePublisherRecord = (number: string, first?: First<{ data: PublisherAnswer }>) =>
  useRecord({ read, list, params: { publisherID: number }, first })

/** Whether the viewer can change what belongs to the publisher. */
export function useEditsPublisher(): (publisher: Pick<PublisherAnswer, 'archived' | 'incremental_id'>) => boolean {
  const { edits } = useViewer()
  return ({ archived, incremental_id: number }) => canEdit(edits.publishers, number) && !archived
}
