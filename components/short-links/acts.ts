'use client'

import { useTranslations } from 'next-intl'
import { bulkUpdateLinks } from '@/lib/api/dub/links.contract'
import { call } from '@/components/api/call'
import type { RecordActs } from '@/components/catalog/acts'
import { inBatches } from './batches'

/** What people can do to links. */
export function useLinkActs(): RecordActs {
  const t = useTranslations('shortLinks.acts')
  const setArchived = (archived: boolean) => (ids: string[]) =>
    inBatches(ids, (linkIds) => call(bulkUpdateLinks, { body: { linkIds, data: { archived } } }))
  return {
    noun: 'link',
    archive: setArchived(true),
    restore: setArchived(false),
    will: (act, count) => (act === 'archive' || act === 'restore' ? t(act, { count }) : ''),
  }
}
