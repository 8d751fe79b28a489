'use client'

import { useTranslations } from 'next-intl'
import { tagsResource, type TagAnswer } from '@/lib/api/v2/tags.contract'
import { call } from '@/components/api/call'
import { OptionField, TextField } from '@/components/catalog/fields'
import { SheetForm } from '@/components/catalog/record-sheet'
import { useCreateForm } from '@/components/catalog/use-create-form'
import { useRecordForm } from '@/components/catalog/use-record-form'
import { DialogForm } from '@/components/forms/form'
import type { useForm } from '@/components/forms/use-form'
import { newTagForm, tagForm, tagValues, type TagValues } from './forms'
import { isTagColor, tagColors } from './tag-dot'

const { create, list, update } = tagsResource.contracts

type FormState = Pick<ReturnType<typeof useForm<TagValues, object>>, 'field' | 'input' | 'value' | 'set'>

function Fields({ form }: { form: FormState }) {
  const t = useTranslations('tags.fields')
  const colors = useTranslations('tags.colors')
  const color = form.value('color')
  const known = tagColors.map((value) => ({ value, label: colors(value) }))
  return (
    <>
      <TextField form={form} name="name" label={t('name')} />
      <OptionField
        field={form.field('color')}
        label={t('color')}
        none={t('noColor')}
        // The API takes colors that the menu doesn't have.
        options={color === '' || isTagColor(color) ? known : [...known, { value: color, label: color }]}
        value={color}
        onChange={(value) => form.set('color', value)}
        search={t('searchColors')}
      />
    </>
  )
}

/** A tag to edit. */
export function TagEditor({ tag, reload }: { tag: TagAnswer; reload: () => Promise<TagAnswer> }) {
  const t = useTranslations('tags.fields')
  const form = useRecordForm({
    form: tagForm,
    record: tag,
    valuesOf: tagValues,
    empty: { name: t('nameMissing') },
    send: (body, ifMatch) => call(update, { params: { tagID: tag.id }, body }, { ifMatch }),
    reload,
  })
  const names: Readonly<Record<string, string>> = { name: t('name'), color: t('color') }
  return (
    <SheetForm form={form} nameOf={(field) => names[field] ?? field} isEditable={!tag.archived}>
      <Fields form={form} />
    </SheetForm>
  )
}

/** The form that creates a tag. */
export function NewTag({ close }: { close: () => void }) {
  const t = useTranslations('tags')
  const form = useCreateForm({
    form: newTagForm,
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
