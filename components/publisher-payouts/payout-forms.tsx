'use client'

import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import { customPayoutsResource, type CustomPayoutAnswer } from '@/lib/api/v2/custom-payouts.contract'
import { call } from '@/components/api/call'
import { usePriceNames } from '@/components/catalog/price-fields'
import { SheetForm } from '@/components/catalog/record-sheet'
import { useCreateForm } from '@/components/catalog/use-create-form'
import { useRecordForm } from '@/components/catalog/use-record-form'
import { DialogForm } from '@/components/forms/form'
import type { useForm } from '@/components/forms/use-form'
import { newPayoutForm, payoutForm, payoutValues, type PayoutValues } from './forms'

const { create, list, update } = customPayoutsResource.contracts

/** What useForm and useRecordForm have in common. */
export type PayoutFormState = Pick<
  ReturnType<typeof useForm<PayoutValues, object>>,
  'field' | 'input' | 'value' | 'set'
>

/** The fields of a custom payout. Null is a new one. */
type Subject = (form: PayoutFormState, payout: CustomPayoutAnswer | null) => ReactNode

/** A custom payout to edit. */
export function PayoutEditor({
  payout,
  reload,
  isEditable,
  renderSubject,
}: {
  payout: CustomPayoutAnswer
  reload: () => Promise<CustomPayoutAnswer>
  isEditable: boolean
  renderSubject: Subject
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
      {renderSubject(form, payout)}
    </SheetForm>
  )
}

/** The form that creates a custom payout. */
export function NewPayout({
  initial,
  renderSubject,
  close,
}: {
  initial: Partial<PayoutValues>
  renderSubject: Subject
  close: () => void
}) {
  const t = useTranslations('publishers.payouts')
  const offers = useTranslations('publishers.offers')
  const publishers = useTranslations('offerParts.publisher')
  const prices = useTranslations('catalog.price')
  const form = useCreateForm({
    form: newPayoutForm,
    initial: { ...newPayoutForm.blank, ...initial },
    empty: {
      publisher_incremental_id: publishers('missing'),
      offer_incremental_id: offers('missing'),
      payout: prices('amountMissing'),
    },
    list,
    create: (body) => call(create, { body }),
    close,
  })
  return (
    <DialogForm form={form} words={{ submit: t('create'), submitting: t('creating') }} onCancel={close}>
      {renderSubject(form, null)}
    </DialogForm>
  )
}
