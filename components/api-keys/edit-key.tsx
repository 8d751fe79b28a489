'use client'

import { useTranslations } from 'next-intl'
import { z } from 'zod'
import { updateApiKey, type ApiKeySummary } from '@/lib/api/app/api-keys.contract'
import { call } from '@/components/api/call'
import { required, text } from '@/components/forms/fields'
import { Form } from '@/components/forms/form'
import { useForm } from '@/components/forms/use-form'
import { Button } from '@/components/ui/button'
import { Field, Input } from '@/components/ui/field'
import { Modal } from '@/components/ui/overlay'
import { Submit } from '@/components/ui/submit'
import { OriginsField, originsIn } from './origins-field'

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
    schema: z.object({ name: required(t('form.nameRequired')), allowed_origins: text }),
    initial: { name: apiKey.name, allowed_origins: apiKey.allowedOrigins.join('\n') },
    async act({ name, allowed_origins }) {
      await call(updateApiKey, {
        params: { id: apiKey.id },
        body: { name, allowed_origins: originsIn(allowed_origins) },
      })
      await onSaved()
      onClose()
    },
  })
  return (
    <Form form={form}>
      <Field {...form.field('name')} label={t('form.name')} help={t('form.nameHelp')}>
        {(control) => <Input {...control} {...form.input('name')} maxLength={100} autoComplete="off" />}
      </Field>
      <OriginsField field={form.field('allowed_origins')} input={form.input('allowed_origins')} />
      <Submit
        place="dialog"
        busy={form.busy}
        doing={t('editDialog.submitting')}
        before={<Button onClick={onClose}>{t('form.cancel')}</Button>}
      >
        {t('editDialog.submit')}
      </Submit>
    </Form>
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
      onOpenChange={(open) => !open && onClose()}
      title={t('title', { name: apiKey?.name ?? '' })}
    >
      {apiKey && <EditForm apiKey={apiKey} onClose={onClose} onSaved={onSaved} />}
    </Modal>
  )
}
