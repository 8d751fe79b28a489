'use client'

import { useTranslations } from 'next-intl'
import type { BlockedSubIdAnswer } from '@/lib/api/v2/blocked-sub-ids.contract'
import { aboutPublisher } from '@/components/catalog/about-columns'
import { BlockList } from '@/components/publisher-blocks/block-list'
import { blockListing } from './listing'
import { PublisherField } from './publisher-field'
import { useOfferTerms, type OfferPage } from './use-offer-part'

/** The sub IDs that can't send clicks to an offer. */
export function OfferBlocks({ first, ...page }: OfferPage<BlockedSubIdAnswer>) {
  const t = useTranslations('offerParts.blocks')
  const publishers = useTranslations('offerParts.publisher')
  const terms = useOfferTerms(page)
  if (!terms) return null
  const { offer, isEditable, canEdit } = terms
  return (
    <BlockList
      listing={blockListing(offer.incremental_id)}
      first={first}
      about={aboutPublisher(publishers('label'))}
      words={t}
      newSentence={t('newSentence')}
      isEditable={isEditable}
      canEdit={canEdit}
      initial={{ organization: offer.organization, offer_incremental_id: offer.id }}
      renderSubject={(form) => <PublisherField form={form} />}
    />
  )
}
