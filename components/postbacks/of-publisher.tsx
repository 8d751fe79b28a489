'use client'

import { useTranslations } from 'next-intl'
import type { PostbackAnswer } from '@/lib/api/v2/postbacks.contract'
import type { PublisherAnswer } from '@/lib/api/v2/publishers.contract'
import type { First } from '@/components/api/use-answer'
import type { ListAnswer } from '@/components/catalog/record-list'
import { useEditsPublisher, usePublisherRecord } from '@/components/publishers/use-publisher'
import { Notice } from '@/components/ui/notice'
import { publisherPostbackListing } from './listing'
import { PostbackList } from './postback-list'

/** A publisher's own postbacks. */
export function PublisherPostbacks({
  number,
  publisher: firstPublisher,
  first,
}: {
  number: string
  publisher: First<{ data: PublisherAnswer }>
  first: First<ListAnswer<PostbackAnswer>>
}) {
  const t = useTranslations('postbacks')
  const canEdit = useEditsPublisher()
  const { record: publisher } = usePublisherRecord(number, firstPublisher)
  // Without one, the frame says why.
  if (!publisher) return null
  return (
    <>
      {!publisher.postback_manager_enabled && <Notice kind="info">{t('managerOff')}</Notice>}
      <PostbackList
        listing={publisherPostbackListing(publisher.incremental_id)}
        first={first}
        fixed={{ publisher: publisher.id }}
        isEditable={canEdit(publisher) && !publisher.archived}
      />
    </>
  )
}
