'use client'

import { useViewer } from '@/components/shell/viewer'

/** Whether the viewer can edit publishers, at least some. */
export function useEditsPublishers(): boolean {
  const { edits, permissions } = useViewer()
  return permissions.includes('publishers:manage') && (edits.publishers === 'all' || edits.publishers.length > 0)
}
