'use client'

import { useTranslations } from 'next-intl'
import type { CustomThrottleAnswer } from '@/lib/api/v2/custom-throttles.contract'
import type { PublisherAnswer } from '@/lib/api/v2/publishers.contract'
import type { First } from '@/components/api/use-answer'
import { aboutOffer } from '@/components/catalog/about-columns'
import type { ListAnswer } from '@/components/catalog/record-list'
import { throttleListing } from '@/components/publishers/listing'
import { OfferField, OfferFilter, offerOption } from '@/components/publishers/offer-picker'
import { useEditsPublisher, usePublisherRecord } from '@/components/publishers/use-publisher'
import { ThrottleList } from './throttle-list'

/** Which of a publisher’s conversions don’t count right away. */
export function Throttles({
  number,
  publisher: firstPublisher,
  first,
}: {
  number: string
  publisher: First<{ data: PublisherAnswer }>
  first: First<ListAnswer<CustomThrottleAnswer>>
}) {
  const t = useTranslations('publishers.throttles')
  const canEdit = useEditsPublisher()
  const { record: publisher } = usePublisherRecord(number, firstPublisher)
  // Without one, the frame says why.
  if (!publisher) return null
  const isEditable = canEdit(publisher)
  return (
    <ThrottleList
      listing={throttleListing(publisher.incremental_id)}
      first={first}
      nameOf={({ offer }) => offer.name}
      about={aboutOffer(t('offer'))}
      words={t}
      newSentence={t('newSentence')}
      filters={<OfferFilter publisherID={number} />}
      isEditable={isEditable}
      initial={{ publisher_incremental_id: number }}
      renderSubject={(form, throttle) => (
        <OfferField
          publisherID={number}
          field={form.field('offer_incremental_id')}
          value={form.value('offer_incremental_id')}
          onChange={(id) => form.set('offer_incremental_id', id)}
          known={throttle && offerOption(throttle.offer)}
        />
      )}
    />
  )
}
