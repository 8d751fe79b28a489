'use client'

import { useTranslations } from 'next-intl'
import { advertisersResource } from '@/lib/api/v2/advertisers.contract'
import { call } from '@/components/api/call'
import type { RecordActs } from '@/components/catalog/acts'
import { useViewer } from '@/components/shell/viewer'

const { bulkStatus, bulkArchive } = advertisersResource.contracts

/** What people can do to advertisers. Undefined for those who can only look. */
export function useAdvertiserActs(): RecordActs | undefined {
  const t = useTranslations('advertisers.acts')
  const { permissions } = useViewer()
  if (!permissions.includes('advertisers:manage')) return undefined
  return {
    noun: 'advertiser',
    setActive: (data, active) => call(bulkStatus, { body: { active, data } }),
    archive: (data) => call(bulkArchive, { body: { data } }),
    restore: (data) => call(bulkStatus, { body: { archived: false, data } }),
    assign: (data, managerId) => call(bulkStatus, { body: { manager_id: managerId, data } }),
    will: (act, count) => t(act, { count }),
  }
}
