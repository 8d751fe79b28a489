'use client'

import { useTranslations } from 'next-intl'
import { allOffersResource } from '@/lib/api/v2/offers.contract'
import { call } from '@/components/api/call'
import type { RecordActs } from '@/components/catalog/acts'
import { useViewer } from '@/components/shell/viewer'

const { bulkStatus, bulkArchive } = allOffersResource.contracts

/** What people can do to offers. Undefined for those who can only look. */
export function useOfferActs(): RecordActs | undefined {
  const t = useTranslations('offers.acts')
  const { permissions } = useViewer()
  if (!permissions.includes('catalog:manage')) return undefined
  return {
    noun: 'offer',
    setActive: (data, active) => call(bulkStatus, { body: { active, data } }),
    archive: (data) => call(bulkArchive, { body: { data } }),
    restore: (data) => call(bulkStatus, { body: { archived: false, data } }),
    will: (act, count) => t(act, { count }),
  }
}
