'use client'

import { useTranslations } from 'next-intl'
import { advertisersResource } from '@/lib/api/v2/advertisers.contract'
import { call } from '@/components/api/call'
import type { RecordActs } from '@/components/catalog/acts'
import { useViewer } from '@/components/shell/viewer'

const { update, bulkStatus, bulkArchive } = advertisersResource.contracts

/** What people can do to advertisers. Undefined for those who can only look. */
export function useAdvertiserActs(): RecordActs | undefined {
  const t = useTranslations('advertisers.acts')
  const { permissions } = useViewer()
  if (!permissions.includes('advertisers:manage')) return undefined
  return {
    noun: 'advertiser',
    setActive: (data, active) => call(bulkStatus, { body: { active, data } }),
    archive: (data) => call(bulkArchive, { body: { data } }),
    restore: (id) => call(update, { params: { advertiserID: id }, body: { archived: false } }),
    will: (act, count) => t(act, { count }),
  }
}
