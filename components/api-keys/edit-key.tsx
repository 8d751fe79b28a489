'use client'

import { useTranslations } from 'next-intl'
import { updateApiKey, type ApiKeySummary } from '@/lib/api/app/api-keys.contract'
import { call } from '@/components/api'
import { anything, required } from '@/components/rules'
import { Button } from '@/components/ui/button'
import { Field, Input } from '@/components/ui/field'
import { Notice } from '@/components/ui/notice'
import { Modal } from '@/components/ui/overlay'
import { Submit } from '@/components/ui/submit'
import { useForm } from '@/components/use-form'
import { OriginsField, originsIn } from './origins-field'

function Form({
  apiKey,
  onClose,
  onSaved,
}: {
  apiKey: ApiKeySummary
  onClose: () => void
  onSaved: () => Promise<void>
}) {
  const t = useTranslations('apiKeys')
  const rules = { name: required(t('form.nameRequired')), allowed_origins: anything }
  const { busy, problem, props, field, input } = useForm(rules, async ({ name, allowed_origins }) => {
    await call(updateApiKey, {
      params: { id: apiKey.id },
      body: { name, allowed_origins: originsIn(allowed_origins) },
    })
    await onSaved()
    onClose()
  })
  return (
    <form {...props} className="space-y-4">
      {problem && <Notice kind="error">{problem}</Notice>}
      <Field {...field('name')} label={t('form.name')} help={t('form.nameHelp')}>
        {(control) => (
          <Input {...control} {...input('name')} defaultValue={apiKey.name} maxLength={100} autoComplete="off" />
        )}
      </Field>
      <OriginsField field={field('allowed_origins')} input={input('allowed_origins')} origins={apiKey.allowedOrigins} />
      <Submit
        place="dialog"
        busy={busy}
        doing={t('editDialog.submitting')}
        before={<Button onClick={onClose}>{t('form.cancel')}</Button>}
      >
        {t('editDialog.submit')}
      </Submit>
    </form>
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
      {apiKey && <Form apiKey={apiKey} onClose={onClose} onSaved={onSaved} />}
    </Modal>
  )
}
