'use client'

import { useTranslations } from 'next-intl'
import type { CustomPayoutAnswer } from '@/lib/api/v2/custom-payouts.contract'
import type { PublisherAnswer } from '@/lib/api/v2/publishers.contract'
import type { First } from '@/components/api/use-answer'
import { aboutOffer } from '@/components/catalog/about-columns'
import type { ListAnswer } from '@/components/catalog/record-list'
import { payoutListing } from '@/components/publishers/listing'
import { OfferFilter } from '@/components/publishers/offer-picker'
import { useEditsPublisher, usePublisherRecord } from '@/components/publishers/use-publisher'
import { PayoutFields } from './payout-fields'
import { PayoutList } from './payout-list'

/** What was agreed with a publisher, other than what offers usually pay. */
export function Payouts({
  number,
  publisher: firstPublisher,
  first,
}: {
  number: string
  publisher: First<{ data: PublisherAnswer }>
  first: First<ListAnswer<CustomPayoutAnswer>>
}) {
  const t = useTranslations('publishers.payouts')
  const canEdit = useEditsPublisher()
  const { record: publisher } = usePublisherRecord(number, firstPublisher)
  // Without one, the frame says why.
  if (!publisher) return null
  const isEditable = canEdit(publisher)
  return (
    <PayoutList
      listing={payoutListing(publisher.incremental_id)}
      first={first}
      nameOf={({ offer, event }) => (event ? t('ofEvent', { offer: offer.name, event: event.name }) : offer.name)}
      about={aboutOffer(t('offer'))}
      words={t}
      newSentence={t('newSentence')}
      emptySentence={isEditable ? t('emptySentence') : t('emptyViewer')}
      filters={<OfferFilter publisherID={number} />}
      isEditable={isEditable}
      initial={{ publisher_incremental_id: number }}
      renderSubject={(form, payout) => <PayoutFields form={form} publisherID={number} payout={payout} />}
    />
  )
}
