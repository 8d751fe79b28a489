'use client'

import { useTranslations } from 'next-intl'
import { offersResource, type OfferAnswer } from '@/lib/api/v2/offers.contract'
import { call } from '@/components/api/call'
import type { First } from '@/components/api/use-answer'
import { RecordForm } from '@/components/catalog/record-form'
import { useRecordForm } from '@/components/catalog/use-record-form'
import { canEdit, useViewer } from '@/components/shell/viewer'
import { useOfferFieldName, useOfferSections, type OfferChoices } from './offer-fields'
import { offerForm, offerValues, withOwnTargeting } from './forms'
import { useOffer } from './use-offer'

const { update } = offersResource.contracts

function Editor({
  offer,
  reload,
  choices,
}: {
  offer: OfferAnswer
  reload: () => Promise<OfferAnswer>
  choices: OfferChoices
}) {
  const t = useTranslations('offers.create')
  const { edits } = useViewer()
  const form = useRecordForm({
    form: offerForm,
    record: offer,
    valuesOf: offerValues,
    empty: { name: t('nameMissing'), advertiser_id: t('advertiserMissing') },
    send: (body, ifMatch) =>
      call(
        update,
        {
          params: { integrationID: offer.integration_id, offerID: offer.id },
          body: withOwnTargeting(body, offer),
        },
        { ifMatch },
      ),
    reload,
  })
  return (
    <RecordForm
      form={form}
      sections={useOfferSections({ form, offer, ...choices })}
      nameOf={useOfferFieldName()}
      isEditable={canEdit(edits.advertisers, offer.advertiser.incremental_id) && !offer.archived}
    />
  )
}

/** An offer's details, to edit. */
export function OfferDetails({
  number,
  first,
  choices,
}: {
  number: string
  first: First<{ data: OfferAnswer }>
  choices: OfferChoices
}) {
  const { record, reload } = useOffer(number, first)
  // Without one, the frame says why.
  return record ? <Editor key={record.id} offer={record} reload={reload} choices={choices} /> : null
}
