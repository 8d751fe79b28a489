'use client'

import { useTranslations } from 'next-intl'
import type { CustomPayoutAnswer } from '@/lib/api/v2/custom-payouts.contract'
import { offerEventsResource } from '@/lib/api/v2/offer-events.contract'
import { aboutPublisher } from '@/components/catalog/about-columns'
import { PriceFields } from '@/components/catalog/price-fields'
import { customPriceTypes } from '@/components/catalog/price-text'
import { ReferenceField } from '@/components/catalog/reference-field'
import type { Source } from '@/components/catalog/use-found'
import type { PayoutFormState } from '@/components/publisher-payouts/payout-forms'
import { PayoutList } from '@/components/publisher-payouts/payout-list'
import { payoutListing } from './listing'
import { PublisherField } from './publisher-field'
import { useOfferTerms, type OfferPage, type OfferPart } from './use-offer-part'

function Fields({
  form,
  payout,
  offer,
  params,
}: {
  form: PayoutFormState
  payout: CustomPayoutAnswer | null
  offer: OfferPart['offer']
  params: OfferPart['params']
}) {
  const t = useTranslations('offerParts.payouts')
  const events: Source<{ id: string; name: string }> = {
    contract: offerEventsResource.contracts.list,
    params,
    asks: { sort: 'name' },
    option: ({ id, name }) => ({ value: id, label: name }),
  }
  return (
    <>
      {payout === null && <PublisherField form={form} />}
      <ReferenceField
        field={form.field('event_incremental_id')}
        label={t('event')}
        help={t('eventHelp')}
        source={events}
        value={form.value('event_incremental_id')}
        onChange={(event) => form.set('event_incremental_id', event)}
        known={payout?.event ? { value: payout.event.id, label: payout.event.name } : null}
        none={t('wholeOffer')}
        search={t('searchEvents')}
      />
      <PriceFields form={form} types={customPriceTypes} currency={offer.currency} />
    </>
  )
}

/** What an offer pays to single publishers instead of its usual payout. */
export function OfferPayouts({ first, ...page }: OfferPage<CustomPayoutAnswer>) {
  const t = useTranslations('offerParts.payouts')
  const publishers = useTranslations('offerParts.publisher')
  const terms = useOfferTerms(page)
  if (!terms) return null
  const { offer, params, isEditable, canEdit } = terms
  return (
    <PayoutList
      listing={payoutListing(offer.incremental_id)}
      first={first}
      nameOf={({ publisher }) => publisher.name}
      about={aboutPublisher(publishers('label'))}
      words={t}
      newSentence={t('newSentence')}
      isEditable={isEditable}
      canEdit={canEdit}
      initial={{ offer_incremental_id: offer.id }}
      renderSubject={(form, payout) => <Fields form={form} payout={payout} offer={offer} params={params} />}
    />
  )
}
