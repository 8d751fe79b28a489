'use client'

import { useQueryClient } from '@tanstack/react-query'
import { useTranslations } from 'next-intl'
import { customPayoutsResource, type CustomPayoutAnswer } from '@/lib/api/v2/custom-payouts.contract'
import { call } from '@/components/api/call'
import { usePriceNames } from '@/components/catalog/price-fields'
import { SheetForm } from '@/components/catalog/record-sheet'
import { useRecordForm } from '@/components/catalog/use-record-form'
import { DialogForm } from '@/components/forms/form'
import { useForm } from '@/components/forms/use-form'
import { newPayoutForm, payoutForm, payoutValues } from './forms'
import { PayoutFields } from './payout-fields'

const { create, list, update } = customPayoutsResource.contracts

/** A custom payout to edit. */
export function PayoutEditor({
  publisherID,
  payout,
  reload,
  isEditable,
}: {
  publisherID: string
  payout: CustomPayoutAnswer
  reload: () => Promise<CustomPayoutAnswer>
  isEditable: boolean
}) {
  const t = useTranslations('publishers.payouts')
  const offers = useTranslations('publishers.offers')
  const prices = useTranslations('catalog.price')
  const form = useRecordForm({
    form: payoutForm,
    record: payout,
    valuesOf: payoutValues,
    empty: { payout: prices('amountMissing') },
    send: (body, ifMatch) => call(update, { params: { customPayoutID: payout.id }, body }, { ifMatch }),
    reload,
  })
  const names: Readonly<Record<string, string>> = {
    ...usePriceNames(),
    offer_incremental_id: offers('label'),
    event_incremental_id: t('event'),
  }
  return (
    <SheetForm form={form} nameOf={(field) => names[field] ?? field} isEditable={isEditable}>
      <PayoutFields form={form} publisherID={publisherID} payout={payout} />
    </SheetForm>
  )
}

/** The form that creates a custom payout. */
export function NewPayout({ publisherID, close }: { publisherID: string; close: () => void }) {
  const t = useTranslations('publishers.payouts')
  const offers = useTranslations('publishers.offers')
  const prices = useTranslations('catalog.price')
  const client = useQueryClient()
  const form = useForm({
    form: newPayoutForm,
    initial: { ...newPayoutForm.blank, publisher_incremental_id: publisherID },
    empty: { offer_incremental_id: offers('missing'), payout: prices('amountMissing') },
    async act(body) {
      await call(create, { body })
      await client.invalidateQueries({ queryKey: [list.id] })
      form.settle()
      close()
    },
  })
  return (
    <DialogForm form={form} words={{ submit: t('create'), submitting: t('creating') }} onCancel={close}>
      <PayoutFields form={form} publisherID={publisherID} payout={null} />
    </DialogForm>
  )
}
