'use client'

import { useTranslations } from 'next-intl'
import { publisherGroupsResource, type PublisherGroupAnswer } from '@/lib/api/v2/publisher-groups.contract'
import { call } from '@/components/api/call'
import { CountedArea } from '@/components/catalog/counted-area'
import { TextField } from '@/components/catalog/fields'
import { SheetForm } from '@/components/catalog/record-sheet'
import { useCreateForm } from '@/components/catalog/use-create-form'
import { useRecordForm } from '@/components/catalog/use-record-form'
import { DialogForm } from '@/components/forms/form'
import type { useForm } from '@/components/forms/use-form'
import { newPublisherGroupForm, publisherGroupForm, publisherGroupValues, type PublisherGroupValues } from './forms'

const { create, list, update } = publisherGroupsResource.contracts

type FormState = Pick<ReturnType<typeof useForm<PublisherGroupValues, object>>, 'field' | 'input' | 'value'>

function Fields({ form }: { form: FormState }) {
  const t = useTranslations('publisherGroups.fields')
  return (
    <>
      <TextField form={form} name="name" label={t('name')} />
      <CountedArea
        field={form.field('description')}
        input={form.input('description')}
        value={form.value('description')}
        most={2000}
        rows={3}
        label={t('description')}
        help={t('descriptionHelp')}
      />
    </>
  )
}

/** A publisher group to edit. */
export function PublisherGroupEditor({
  group,
  reload,
}: {
  group: PublisherGroupAnswer
  reload: () => Promise<PublisherGroupAnswer>
}) {
  const t = useTranslations('publisherGroups.fields')
  const form = useRecordForm({
    form: publisherGroupForm,
    record: group,
    valuesOf: publisherGroupValues,
    empty: { name: t('nameMissing') },
    send: (body, ifMatch) => call(update, { params: { publisherGroupID: group.id }, body }, { ifMatch }),
    reload,
  })
  const names: Readonly<Record<string, string>> = { name: t('name'), description: t('description') }
  return (
    <SheetForm form={form} nameOf={(field) => names[field] ?? field} isEditable={!group.archived}>
      <Fields form={form} />
    </SheetForm>
  )
}

/** The form that creates a publisher group. */
export function NewPublisherGroup({ close }: { close: () => void }) {
  const t = useTranslations('publisherGroups')
  const form = useCreateForm({
    form: newPublisherGroupForm,
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
