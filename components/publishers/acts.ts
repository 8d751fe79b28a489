'use client'

import { useTranslations } from 'next-intl'
import { publishersResource } from '@/lib/api/v2/publishers.contract'
import { call } from '@/components/api/call'
import type { RecordActs } from '@/components/catalog/acts'
import { useViewer } from '@/components/shell/viewer'

const { update, bulkStatus, bulkArchive } = publishersResource.contracts

/** What people can do to publishers. Undefined for those who can only look. */
export function usePublisherActs(): RecordActs | undefined {
  const t = useTranslations('publishers.acts')
  const { permissions, edits } = useViewer()
  if (!permissions.includes('publishers:manage') || edits.publishers.length === 0) return undefined
  return {
    noun: 'publisher',
    setActive: (data, active) => call(bulkStatus, { body: { active, data } }),
    archive: (data) => call(bulkArchive, { body: { data } }),
    restore: (id) => call(update, { params: { publisherID: id }, body: { archived: false } }),
    will: (act, count) => t(act, { count }),
  }
}
