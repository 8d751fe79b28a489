'use client'

import { useTranslations } from 'next-intl'
import { updateApiKey, type ApiKeySummary } from '@/lib/api/app/api-keys.contract'
import { call } from '@/components/api/call'
import { DialogForm } from '@/components/forms/form'
import { useForm } from '@/components/forms/use-form'
import { leavePage } from '@/components/forms/use-unsaved'
import { Field, Input } from '@/components/ui/field'
import { Modal } from '@/components/ui/overlay'
import { keyForm } from './forms'
import { OriginsField } from './origins-field'

function EditForm({
  apiKey,
  onClose,
  onSaved,
}: {
  apiKey: ApiKeySummary
  onClose: () => void
  onSaved: () => Promise<void>
}) {
  const t = useTranslations('apiKeys')
  const form = useForm({
    form: keyForm,
    initial: { name: apiKey.name, allowed_origins: apiKey.allowedOrigins.join('\n') },
    empty: { name: t('form.nameRequired') },
    async act(body) {
      await call(updateApiKey, { params: { id: apiKey.id }, body })
      await onSaved()
      onClose()
    },
  })
  return (
    <DialogForm
      form={form}
      words={{ submit: t('editDialog.submit'), submitting: t('editDialog.submitting') }}
      onCancel={onClose}
    >
      <Field {...form.field('name')} label={t('form.name')} help={t('form.nameHelp')}>
        {(control) => <Input {...control} {...form.input('name')} autoComplete="off" />}
      </Field>
      <OriginsField field={form.field('allowed_origins')} input={form.input('allowed_origins')} />
    </DialogForm>
  )
}

/** Renames a key, and changes which sites may use it. */
export function EditKey({
  apiKey,
  onClose,
  onSaved,
}: {
  apiKey: ApiKeySummary | null
  onClose: () => void
  onSaved: () => Promise<void>
}) {
  const t = useTranslations('apiKeys.editDialog')
  return (
    <Modal
      open={apiKey !== null}
      onOpenChange={(open) => !open && leavePage(onClose)}
      title={t('title', { name: apiKey?.name ?? '' })}
    >
      {apiKey && <EditForm apiKey={apiKey} onClose={onClose} onSaved={onSaved} />}
    </Modal>
  )
}
