'use client'

import { useTranslations } from 'next-intl'
import { fraudFilterGroupsResource, type FraudFilterGroupAnswer } from '@/lib/api/v2/fraud-filter-groups.contract'
import { call } from '@/components/api/call'
import { CountedArea } from '@/components/catalog/counted-area'
import { TextField } from '@/components/catalog/fields'
import { SheetForm } from '@/components/catalog/record-sheet'
import { useCreateForm } from '@/components/catalog/use-create-form'
import { useRecordForm } from '@/components/catalog/use-record-form'
import { DialogForm } from '@/components/forms/form'
import { Checkbox } from '@/components/ui/field'
import { Notice } from '@/components/ui/notice'
import { FilterFields, type FilterFormState } from './filter-fields'
import { fraudFilterGroupForm, fraudFilterGroupValues, newFraudFilterGroupForm } from './forms'
import { PreviewPanel, usePreview } from './preview'

const { create, list, update } = fraudFilterGroupsResource.contracts

function Fields({ form }: { form: FilterFormState }) {
  const t = useTranslations('fraudFilterGroups.fields')
  const preview = usePreview(form.value('filters'))
  return (
    <>
      <TextField form={form} name="name" label={t('name')} />
      <FilterFields form={form} preview={preview.preview} />
      <PreviewPanel {...preview} />
      <CountedArea
        field={form.field('description')}
        input={form.input('description')}
        value={form.value('description')}
        most={2000}
        rows={2}
        label={t('description')}
        help={t('descriptionHelp')}
      />
      <Checkbox {...form.check('active')} label={t('active')} help={t('activeHelp')} />
    </>
  )
}

/** A fraud filter group to edit. */
export function FraudFilterGroupEditor({
  group,
  reload,
  isEditable,
}: {
  group: FraudFilterGroupAnswer
  reload: () => Promise<FraudFilterGroupAnswer>
  isEditable: boolean
}) {
  const t = useTranslations('fraudFilterGroups.fields')
  const form = useRecordForm({
    form: fraudFilterGroupForm,
    record: group,
    valuesOf: fraudFilterGroupValues,
    empty: { name: t('nameMissing') },
    send: (body, ifMatch) => call(update, { params: { fraudFilterGroupID: group.id }, body }, { ifMatch }),
    reload,
  })
  const names: Readonly<Record<string, string>> = {
    name: t('name'),
    filters: t('filters'),
    description: t('description'),
    active: t('active'),
  }
  return (
    <>
      {group.warnings.map((warning) => (
        <Notice key={warning} kind="warning">
          {warning}
        </Notice>
      ))}
      <SheetForm form={form} nameOf={(field) => names[field] ?? field} isEditable={isEditable}>
        <Fields form={form} />
      </SheetForm>
    </>
  )
}

/** The form that creates a fraud filter group. */
export function NewFraudFilterGroup({ close }: { close: () => void }) {
  const t = useTranslations('fraudFilterGroups')
  const form = useCreateForm({
    form: newFraudFilterGroupForm,
    empty: { name: t('fields.nameMissing') },
    list,
    create: (body) => call(create, { body }),
    close,
  })
  return (
    <DialogForm form={form} words={{ submit: t('create'), submitting: t('creating') }} onCancel={close}>
      <Fields form={form} />
    </DialogForm>
  )
}
