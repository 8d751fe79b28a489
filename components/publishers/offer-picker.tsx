'use client'

import { useTranslations } from 'next-intl'
import { listOfferChoices, type OfferChoice } from '@/lib/api/app/offer-choices.contract'
import { useAnswer } from '@/components/api/use-answer'
import { ReferenceChoice } from '@/components/catalog/reference-choice'
import { ReferenceField } from '@/components/catalog/reference-field'
import type { Source } from '@/components/catalog/use-found'
import type { Option } from '@/components/ui/fitting'
import { withParams } from '@/components/url/url-state'
import { useUrl } from '@/components/url/use-url'

/** The offers that a publisher can be given something for. */
const offersFor = (publisherID: string): Source<OfferChoice> => ({
  contract: listOfferChoices,
  params: { publisherID },
  idParameter: 'id',
  option: ({ id, name, incremental_id: number }) => ({ value: id, label: `${name} (${number})` }),
})

/** The offer that a record of the publisher refers to. */
export function OfferField({
  publisherID,
  ...props
}: {
  publisherID: string
  /** From `form.field(name)`. */
  field: { name: string; id: string; error: string | undefined }
  value: string
  onChange: (id: string) => void
  /** What the record refers to now. */
  known: Option | null
}) {
  const t = useTranslations('publishers.offers')
  return <ReferenceField {...props} label={t('label')} source={offersFor(publisherID)} search={t('search')} />
}

/** Filters a list by offer. */
export function OfferFilter({ publisherID }: { publisherID: string }) {
  const t = useTranslations('publishers.offers')
  return (
    <ReferenceChoice parameter="offer_id" label={t('label')} search={t('search')} source={offersFor(publisherID)} />
  )
}

/** An offer by its ID, with its events. */
export function useOfferChoice(publisherID: string, id: string): OfferChoice | undefined {
  const { data } = useAnswer({
    contract: listOfferChoices,
    params: { publisherID },
    question: new URLSearchParams({ id }).toString(),
    enabled: id !== '',
  })
  return data?.data.find((offer) => offer.id === id)
}

/** How a record's offer is called in its picker. */
export const offerOption = (offer: { id: string; incremental_id: number; name: string }): Option => ({
  value: offer.id,
  label: `${offer.name} (${offer.incremental_id})`,
})

/** Chooses the offer that the page is about: `offer_id` in the URL. */
export function OfferChoiceField({ publisherID }: { publisherID: string }) {
  const { params, go } = useUrl()
  const id = params.get('offer_id') ?? ''
  const offer = useOfferChoice(publisherID, id)
  return (
    <div className="max-w-sm">
      <OfferField
        publisherID={publisherID}
        field={{ name: 'offer_id', id: 'offer_id', error: undefined }}
        value={id}
        onChange={(next) => go(withParams(params, { offer_id: next }))}
        known={id === '' ? null : { value: id, label: offer ? offerOption(offer).label : '…' }}
      />
    </div>
  )
}
