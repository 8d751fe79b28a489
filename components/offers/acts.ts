'use client'

import { useTranslations } from 'next-intl'
import { allOffersResource, offersResource } from '@/lib/api/v2/offers.contract'
import { ask, call } from '@/components/api/call'
import { pathOf } from '@/lib/api/contract'
import type { RecordActs } from '@/components/catalog/acts'
import { useViewer } from '@/components/shell/viewer'

const { bulkStatus, bulkArchive, read } = allOffersResource.contracts
const { update } = offersResource.contracts

/** Restoring goes by the offer's integration, which a list of IDs doesn't say. */
async function restore(offerID: string): Promise<unknown> {
  const { data } = await ask(read.response, pathOf(read, { offerID }))
  return call(update, { params: { integrationID: data.integration_id, offerID }, body: { archived: false } })
}

/** What people can do to offers. Undefined for those who can only look. */
export function useOfferActs(): RecordActs | undefined {
  const t = useTranslations('offers.acts')
  const { permissions } = useViewer()
  if (!permissions.includes('catalog:manage')) return undefined
  return {
    noun: 'offer',
    setActive: (data, active) => call(bulkStatus, { body: { active, data } }),
    archive: (data) => call(bulkArchive, { body: { data } }),
    restore,
    will: (act, count) => t(act, { count }),
  }
}
