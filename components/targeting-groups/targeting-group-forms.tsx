'use client'

import { useTranslations } from 'next-intl'
import { targetingGroupsResource, type TargetingGroupAnswer } from '@/lib/api/v2/targeting-groups.contract'
import { call } from '@/components/api/call'
import { CountedArea } from '@/components/catalog/counted-area'
import { TextField } from '@/components/catalog/fields'
import { SheetForm } from '@/components/catalog/record-sheet'
import { useCreateForm } from '@/components/catalog/use-create-form'
import { useRecordForm } from '@/components/catalog/use-record-form'
import { DialogForm } from '@/components/forms/form'
import type { useForm } from '@/components/forms/use-form'
import { TargetingFields, type TargetingChoices } from '@/components/targeting/targeting-fields'
import { newTargetingGroupForm, targetingGroupForm, targetingGroupValues, type TargetingGroupValues } from './forms'

const { create, list, update } = targetingGroupsResource.contracts

type FormState = Pick<ReturnType<typeof useForm<TargetingGroupValues, object>>, 'field' | 'input' | 'value' | 'set'>

function Fields({ form, choices }: { form: FormState; choices: TargetingChoices }) {
  const t = useTranslations('targetingGroups.fields')
  return (
    <>
      <TextField form={form} name="name" label={t('name')} />
      <div className="space-y-1.5">
        <p className="font-medium">{t('targeting')}</p>
        <p className="text-sm text-muted">{t('targetingHelp')}</p>
        <TargetingFields
          fieldOf={(path) => form.field(`targeting.${path}`)}
          value={form.value('targeting')}
          onChange={(path, values) => form.set(`targeting.${path}`, values)}
          choices={choices}
        />
      </div>
      <CountedArea
        field={form.field('description')}
        input={form.input('description')}
        value={form.value('description')}
        most={2000}
        rows={2}
        label={t('description')}
        help={t('descriptionHelp')}
      />
    </>
  )
}

/** A targeting group to edit. */
export function TargetingGroupEditor({
  group,
  reload,
  choices,
  isEditable,
}: {
  group: TargetingGroupAnswer
  reload: () => Promise<TargetingGroupAnswer>
  choices: TargetingChoices
  isEditable: boolean
}) {
  const t = useTranslations('targetingGroups.fields')
  const form = useRecordForm({
    form: targetingGroupForm,
    record: group,
    valuesOf: targetingGroupValues,
    empty: { name: t('nameMissing') },
    send: (body, ifMatch) => call(update, { params: { targetingGroupID: group.id }, body }, { ifMatch }),
    reload,
  })
  const names: Readonly<Record<string, string>> = {
    name: t('name'),
    targeting: t('targeting'),
    description: t('description'),
  }
  return (
    <SheetForm form={form} nameOf={(field) => names[field] ?? field} isEditable={isEditable}>
      <Fields form={form} choices={choices} />
    </SheetForm>
  )
}

/** The form that creates a targeting group. */
export function NewTargetingGroup({ choices, close }: { choices: TargetingChoices; close: () => void }) {
  const t = useTranslations('targetingGroups')
  const form = useCreateForm({
    form: newTargetingGroupForm,
    empty: { name: t('fields.nameMissing') },
    list,
    create: (body) => call(create, { body }),
    close,
  })
  return (
    <DialogForm form={form} words={{ submit: t('create'), submitting: t('creating') }} onCancel={close}>
      <Fields form={form} choices={choices} />
    </DialogForm>
  )
}
