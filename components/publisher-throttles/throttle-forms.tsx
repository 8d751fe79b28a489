'use client'

import { useQueryClient } from '@tanstack/react-query'
import { useTranslations } from 'next-intl'
import {
  createCustomThrottle,
  customThrottlesResource,
  type CustomThrottleAnswer,
} from '@/lib/api/v2/custom-throttles.contract'
import { call } from '@/components/api/call'
import { SheetForm } from '@/components/catalog/record-sheet'
import { useRecordForm } from '@/components/catalog/use-record-form'
import { DialogForm } from '@/components/forms/form'
import { useForm } from '@/components/forms/use-form'
import { newThrottleForm, throttleForm, throttleValues } from './forms'
import { ThrottleFields } from './throttle-fields'

const { list, update } = customThrottlesResource.contracts

/** A throttle to edit. */
export function ThrottleEditor({
  publisherID,
  throttle,
  reload,
  isEditable,
}: {
  publisherID: string
  throttle: CustomThrottleAnswer
  reload: () => Promise<CustomThrottleAnswer>
  isEditable: boolean
}) {
  const t = useTranslations('publishers.throttles')
  const form = useRecordForm({
    form: throttleForm,
    record: throttle,
    valuesOf: throttleValues,
    empty: { throttle_percentage: t('percentageMissing') },
    send: (body, ifMatch) =>
      call(update, { params: { publisherID, customThrottleID: throttle.id }, body }, { ifMatch }),
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
      <ThrottleFields form={form} publisherID={publisherID} throttle={throttle} />
    </SheetForm>
  )
}

/** The form that creates a throttle. */
export function NewThrottle({ publisherID, close }: { publisherID: string; close: () => void }) {
  const t = useTranslations('publishers.throttles')
  const offers = useTranslations('publishers.offers')
  const client = useQueryClient()
  const form = useForm({
    form: newThrottleForm,
    initial: { ...newThrottleForm.blank, publisher_incremental_id: publisherID },
    empty: { offer_incremental_id: offers('missing'), throttle_percentage: t('percentageMissing') },
    async act(body) {
      await call(createCustomThrottle, { params: { publisherID }, body })
      await client.invalidateQueries({ queryKey: [list.id] })
      form.settle()
      close()
    },
  })
  return (
    <DialogForm form={form} words={{ submit: t('create'), submitting: t('creating') }} onCancel={close}>
      <ThrottleFields form={form} publisherID={publisherID} throttle={null} />
    </DialogForm>
  )
}
