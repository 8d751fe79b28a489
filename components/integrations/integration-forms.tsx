'use client'

import { useTranslations } from 'next-intl'
import { integrationsResource, type IntegrationAnswer } from '@/lib/api/v2/integrations.contract'
import { call } from '@/components/api/call'
import { CountedArea } from '@/components/catalog/counted-area'
import { TextField } from '@/components/catalog/fields'
import { SheetForm } from '@/components/catalog/record-sheet'
import { useCreateForm } from '@/components/catalog/use-create-form'
import { useRecordForm } from '@/components/catalog/use-record-form'
import { DialogForm } from '@/components/forms/form'
import type { useForm } from '@/components/forms/use-form'
import { integrationForm, integrationValues, newIntegrationForm, type IntegrationValues } from './forms'

const { create, list, update } = integrationsResource.contracts

type FormState = Pick<ReturnType<typeof useForm<IntegrationValues, object>>, 'field' | 'input' | 'value'>

function Fields({ form }: { form: FormState }) {
  const t = useTranslations('integrations.fields')
  return (
    <>
      <TextField form={form} name="name" label={t('name')} />
      <CountedArea
        field={form.field('description')}
        input={form.input('description')}
        value={form.value('description')}
        most={2000}
        label={t('description')}
        help={t('descriptionHelp')}
      />
    </>
  )
}

/** An integration to edit. */
export function IntegrationEditor({
  integration,
  reload,
  isEditable,
}: {
  integration: IntegrationAnswer
  reload: () => Promise<IntegrationAnswer>
  isEditable: boolean
}) {
  const t = useTranslations('integrations.fields')
  const form = useRecordForm({
    form: integrationForm,
    record: integration,
    valuesOf: integrationValues,
    empty: { name: t('nameMissing') },
    send: (body, ifMatch) => call(update, { params: { integrationID: integration.id }, body }, { ifMatch }),
    reload,
  })
  const names: Readonly<Record<string, string>> = { name: t('name'), description: t('description') }
  return (
    <SheetForm form={form} nameOf={(field) => names[field] ?? field} isEditable={isEditable}>
      <Fields form={form} />
    </SheetForm>
  )
}

/** The form that creates an integration. */
export function NewIntegration({ close }: { close: () => void }) {
  const t = useTranslations('integrations')
  const form = useCreateForm({
    form: newIntegrationForm,
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
