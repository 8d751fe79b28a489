'use client'

import { useTranslations } from 'next-intl'
import { subIdsResource, type SubIdAnswer } from '@/lib/api/v2/sub-ids.contract'
import { call } from '@/components/api/call'
import { CountedArea } from '@/components/catalog/counted-area'
import { TextField } from '@/components/catalog/fields'
import { SheetForm } from '@/components/catalog/record-sheet'
import { useCreateForm } from '@/components/catalog/use-create-form'
import { useRecordForm } from '@/components/catalog/use-record-form'
import { DialogForm } from '@/components/forms/form'
import type { useForm } from '@/components/forms/use-form'
import { newSubIdForm, subIdForm, subIdValues, type SubIdValues } from './forms'

const { create, list, update } = subIdsResource.contracts

function Fields({
  form,
}: {
  form: Pick<ReturnType<typeof useForm<SubIdValues, object>>, 'field' | 'input' | 'value'>
}) {
  const t = useTranslations('publishers.subIds')
  return (
    <>
      <TextField form={form} name="external_id" label={t('subId')} help={t('subIdHelp')} className="font-mono" />
      <TextField form={form} name="name" label={t('name')} help={t('nameHelp')} />
      <CountedArea
        field={form.field('description')}
        input={form.input('description')}
        value={form.value('description')}
        most={2000}
        label={t('description')}
        rows={3}
      />
      <TextField form={form} name="external_link" label={t('link')} help={t('linkHelp')} type="url" />
    </>
  )
}

/** A sub ID to edit. */
export function SubIdEditor({
  publisherID,
  subId,
  reload,
  isEditable,
}: {
  publisherID: string
  subId: SubIdAnswer
  reload: () => Promise<SubIdAnswer>
  isEditable: boolean
}) {
  const t = useTranslations('publishers.subIds')
  const form = useRecordForm({
    form: subIdForm,
    record: subId,
    valuesOf: subIdValues,
    empty: { external_id: t('subIdMissing'), name: t('nameMissing') },
    send: (body, ifMatch) => call(update, { params: { publisherID, publisherSubID: subId.id }, body }, { ifMatch }),
    reload,
  })
  const names: Readonly<Record<string, string>> = {
    external_id: t('subId'),
    name: t('name'),
    description: t('description'),
    external_link: t('link'),
  }
  return (
    <SheetForm form={form} nameOf={(field) => names[field] ?? field} isEditable={isEditable}>
      <Fields form={form} />
    </SheetForm>
  )
}

/** The form that creates a sub ID. */
export function NewSubId({ publisherID, close }: { publisherID: string; close: () => void }) {
  const t = useTranslations('publishers.subIds')
  const form = useCreateForm({
    form: newSubIdForm,
    empty: { external_id: t('subIdMissing'), name: t('nameMissing') },
    list,
    create: (body) => call(create, { params: { publisherID }, body }),
    close,
  })
  return (
    <DialogForm form={form} words={{ submit: t('create'), submitting: t('creating') }} onCancel={close}>
      <Fields form={form} />
    </DialogForm>
  )
}
