'use client'

import { useTranslations } from 'next-intl'
import { publishersResource } from '@/lib/api/v2/publishers.contract'
import { call } from '@/components/api/call'
import type { RecordActs } from '@/components/catalog/acts'
import { useViewer } from '@/components/shell/viewer'

const { bulkStatus, bulkArchive } = publishersResource.contracts

/** What people can do to publishers. Undefined for those who can only look. */
export function usePublisherActs(): RecordActs | undefined {
  const t = useTranslations('publishers.acts')
  const { permissions, edits } = useViewer()
  if (!permissions.includes('publishers:manage') || edits.publishers.length === 0) return undefined
  return {
    noun: 'publisher',
    setActive: (data, active) => call(bulkStatus, { body: { active, data } }),
    archive: (data) => call(bulkArchive, { body: { data } }),
    restore: (data) => call(bulkStatus, { body: { archived: false, data } }),
    assign: (data, managerId) => call(bulkStatus, { body: { manager_id: managerId, data } }),
    will: (act, count) => t(act, { count }),
  }
}
