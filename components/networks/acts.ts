'use client'

import { useTranslations } from 'next-intl'
import { networksResource } from '@/lib/api/v2/networks.contract'
import { call } from '@/components/api/call'
import type { RecordActs } from '@/components/catalog/acts'
import { useViewer } from '@/components/shell/viewer'

const { bulkStatus, bulkArchive } = networksResource.contracts

/** What people can do to networks. Undefined for those who can only look. */
export function useNetworkActs(): RecordActs | undefined {
  const t = useTranslations('networks.acts')
  const { edits } = useViewer()
  // Networks belong to no one, so changing them takes access to all advertisers.
  if (edits.advertisers !== 'all') return undefined
  return {
    noun: 'network',
    archive: (data) => call(bulkArchive, { body: { data } }),
    restore: (data) => call(bulkStatus, { body: { archived: false, data } }),
    will: (act, count) => (act === 'archive' || act === 'restore' ? t(act, { count }) : ''),
  }
}
