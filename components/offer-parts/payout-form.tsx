'use client'

import { useTranslations } from 'next-intl'
import { customPayoutsResource, type CustomPayoutAnswer } from '@/lib/api/v2/custom-payouts.contract'
import { offerEventsResource } from '@/lib/api/v2/offer-events.contract'
import { call } from '@/components/api/call'
import { PriceFields, usePriceNames, type PriceForm } from '@/components/catalog/price-fields'
import { customPriceTypes } from '@/components/catalog/price-text'
import { SheetForm } from '@/components/catalog/record-sheet'
import { ReferenceField } from '@/components/catalog/reference-field'
import { useRecordForm } from '@/components/catalog/use-record-form'
import type { Source } from '@/components/catalog/use-found'
import { DialogForm } from '@/components/forms/form'
import { useForm } from '@/components/forms/use-form'
import { newPayoutForm, payoutForm, payoutValues } from './forms'
import { PublisherField } from './publisher-field'
import { useCreated } from './use-created'
import type { OfferPart } from './use-offer-part'

const { contracts } = customPayoutsResource

type Event = 'event_incremental_id'

/** The parts of useForm and useRecordForm that the fields need. */
type FormState = PriceForm & {
  field: (name: Event) => { name: string; id: string; error: string | undefined }
  value: (name: Event) => string
  set: (name: Event, value: string) => void
}

function Fields({
  form,
  payout,
  params,
  currency,
}: {
  form: FormState
  payout: CustomPayoutAnswer | null
  params: OfferPart['params']
  currency: string
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
      <ReferenceField
        field={form.field('event_incremental_id')}
        label={t('fields.event')}
        help={t('fields.eventHelp')}
        source={events}
        value={form.value('event_incremental_id')}
        onChange={(event) => form.set('event_incremental_id', event)}
        known={payout?.event ? { value: payout.event.id, label: payout.event.name } : null}
        none={t('wholeOffer')}
        search={t('fields.searchEvents')}
      />
      <PriceFields form={form} types={customPriceTypes} currency={currency} />
    </>
  )
}

/** The form that creates a custom payout. */
export function NewPayout({
  params,
  currency,
  close,
}: {
  params: OfferPart['params']
  currency: string
  close: () => void
}) {
  const t = useTranslations('offerParts.payouts')
  const created = useCreated(contracts.list, close)
  const form = useForm({
    form: newPayoutForm,
    initial: { ...newPayoutForm.blank, offer_incremental_id: params.offerID },
    empty: { publisher_incremental_id: t('fields.publisherMissing') },
    async act(body) {
      await call(contracts.create, { body })
      await created()
    },
  })
  return (
    <DialogForm form={form} words={{ submit: t('create'), submitting: t('creating') }} onCancel={close}>
      <PublisherField form={form} />
      <Fields form={form} payout={null} params={params} currency={currency} />
    </DialogForm>
  )
}

/** The form that edits a custom payout, which stays its publisher's. */
export function EditPayout({
  payout,
  reload,
  params,
  isEditable,
}: {
  payout: CustomPayoutAnswer
  reload: () => Promise<CustomPayoutAnswer>
  params: OfferPart['params']
  isEditable: boolean
}) {
  const t = useTranslations('offerParts.payouts')
  const names: Readonly<Record<string, string>> = { ...usePriceNames(), event_incremental_id: t('fields.event') }
  const form = useRecordForm({
    form: payoutForm,
    record: payout,
    valuesOf: payoutValues,
    send: (body, ifMatch) => call(contracts.update, { params: { customPayoutID: payout.id }, body }, { ifMatch }),
    reload,
  })
  return (
    <SheetForm form={form} nameOf={(field) => names[field] ?? field} isEditable={isEditable}>
      <Fields form={form} payout={payout} params={params} currency={payout.currency} />
    </SheetForm>
  )
}
