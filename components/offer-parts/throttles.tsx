'use client'

import { useTranslations } from 'next-intl'
import type { CustomThrottleAnswer } from '@/lib/api/v2/custom-throttles.contract'
import { aboutPublisher } from '@/components/catalog/about-columns'
import { ThrottleList } from '@/components/publisher-throttles/throttle-list'
import { throttleListing } from './listing'
import { PublisherField } from './publisher-field'
import { useOfferTerms, type OfferPage } from './use-offer-part'

/** Which of an offer's conversions don't count right away, by publisher. */
export function OfferThrottles({ first, ...page }: OfferPage<CustomThrottleAnswer>) {
  const t = useTranslations('offerParts.throttles')
  const publishers = useTranslations('offerParts.publisher')
  const terms = useOfferTerms(page)
  if (!terms) return null
  const { offer, isEditable, canEdit } = terms
  return (
    <ThrottleList
      listing={throttleListing(offer.incremental_id)}
      first={first}
      nameOf={({ publisher }) => publisher.name}
      about={aboutPublisher(publishers('label'))}
      words={t}
      newSentence={t('newSentence')}
      isEditable={isEditable}
      canEdit={canEdit}
      initial={{ offer_incremental_id: offer.id }}
      renderSubject={(form, throttle) => throttle === null && <PublisherField form={form} />}
    />
  )
}
