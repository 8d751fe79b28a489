'use client'

import { useTranslations } from 'next-intl'
import {
  allCustomThrottlesResource,
  createCustomThrottle,
  type CustomThrottleAnswer,
} from '@/lib/api/v2/custom-throttles.contract'
import { call } from '@/components/api/call'
import { SheetForm } from '@/components/catalog/record-sheet'
import { useCreateForm } from '@/components/catalog/use-create-form'
import { useRecordForm } from '@/components/catalog/use-record-form'
import { DialogForm } from '@/components/forms/form'
import { newThrottleForm, throttleForm, throttleValues, type ThrottleValues } from './forms'
import { ThrottleFields, type ThrottleSubject } from './throttle-fields'

const { list, update } = allCustomThrottlesResource.contracts

/** A throttle to edit. */
export function ThrottleEditor({
  throttle,
  reload,
  isEditable,
  renderSubject,
}: {
  throttle: CustomThrottleAnswer
  reload: () => Promise<CustomThrottleAnswer>
  isEditable: boolean
  renderSubject: ThrottleSubject
}) {
  const t = useTranslations('publishers.throttles')
  const form = useRecordForm({
    form: throttleForm,
    record: throttle,
    valuesOf: throttleValues,
    empty: { throttle_percentage: t('percentageMissing') },
    send: (body, ifMatch) => call(update, { params: { customThrottleID: throttle.id }, body }, { ifMatch }),
    reload,
  })
  const names: Readonly<Record<string, string>> = {
    offer_incremental_id: t('offer'),
    active: t('active'),
    throttle_percentage: t('percentage'),
    throttle_status: t('becomes'),
    additional_filters: t('filters'),
  }
  return (
    <SheetForm form={form} nameOf={(field) => names[field] ?? field} isEditable={isEditable}>
      <ThrottleFields form={form} throttle={throttle} renderSubject={renderSubject} />
    </SheetForm>
  )
}

/** The form that creates a throttle. */
export function NewThrottle({
  initial,
  renderSubject,
  close,
}: {
  initial: Partial<ThrottleValues>
  renderSubject: ThrottleSubject
  close: () => void
}) {
  const t = useTranslations('publishers.throttles')
  const publishers = useTranslations('offerParts.publisher')
  const offers = useTranslations('publishers.offers')
  const form = useCreateForm({
    form: newThrottleForm,
    initial: { ...newThrottleForm.blank, ...initial },
    empty: {
      publisher_incremental_id: publishers('missing'),
      offer_incremental_id: offers('missing'),
      throttle_percentage: t('percentageMissing'),
    },
    list,
    create: (body) =>
      call(createCustomThrottle, { params: { publisherID: String(body.publisher_incremental_id) }, body }),
    close,
  })
  return (
    <DialogForm form={form} words={{ submit: t('create'), submitting: t('creating') }} onCancel={close}>
      <ThrottleFields form={form} throttle={null} renderSubject={renderSubject} />
    </DialogForm>
  )
}
