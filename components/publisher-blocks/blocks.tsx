'use client'

import { useTranslations } from 'next-intl'
import type { BlockedSubIdAnswer } from '@/lib/api/v2/blocked-sub-ids.contract'
import type { PublisherAnswer } from '@/lib/api/v2/publishers.contract'
import type { First } from '@/components/api/use-answer'
import { aboutOffer } from '@/components/catalog/about-columns'
import type { ListAnswer } from '@/components/catalog/record-list'
import { blockListing } from '@/components/publishers/listing'
import { OfferField, OfferFilter } from '@/components/publishers/offer-picker'
import { useEditsPublisher, usePublisherRecord } from '@/components/publishers/use-publisher'
import { BlockList } from './block-list'

/** The sub IDs that a publisher can't send clicks to offers with. */
export function Blocks({
  number,
  publisher: firstPublisher,
  first,
}: {
  number: string
  publisher: First<{ data: PublisherAnswer }>
  first: First<ListAnswer<BlockedSubIdAnswer>>
}) {
  const t = useTranslations('publishers.blocks')
  const canEdit = useEditsPublisher()
  const { record: publisher } = usePublisherRecord(number, firstPublisher)
  // Without one, the frame says why.
  if (!publisher) return null
  return (
    <BlockList
      listing={blockListing(publisher.incremental_id)}
      first={first}
      about={aboutOffer(t('offer'))}
      words={t}
      newSentence={t('newSentence')}
      filters={<OfferFilter publisherID={number} />}
      isEditable={canEdit(publisher)}
      initial={{ organization: publisher.organization, publisher_incremental_id: number }}
      renderSubject={(form) => (
        <OfferField
          publisherID={number}
          field={form.field('offer_incremental_id')}
          value={form.value('offer_incremental_id')}
          onChange={(id) => form.set('offer_incremental_id', id)}
          known={null}
        />
      )}
    />
  )
}
