'use client'

import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { createApiKey, type ApiKeysAnswer } from '@/lib/api/app/api-keys.contract'
import { call } from '@/components/api/call'
import { DialogForm } from '@/components/forms/form'
import { useForm } from '@/components/forms/use-form'
import { leavePage } from '@/components/forms/use-unsaved'
import { CheckList, ChoiceList } from '@/components/ui/choice-list'
import { Field, Input, Select } from '@/components/ui/field'
import { Modal } from '@/components/ui/overlay'
import { lifetimes, newKeyForm } from './forms'
import { MadeKey } from './made-key'
import { OriginsField } from './origins-field'

export type Grantable = ApiKeysAnswer['grantable']

function KeyForm({ grantable, onMade }: { grantable: Grantable; onMade: (key: string) => void }) {
  const t = useTranslations('apiKeys')
  const form = useForm({
    form: newKeyForm,
    empty: { name: t('form.nameRequired'), access: t('form.permissionRequired') },
    async act(body) {
      onMade((await call(createApiKey, { body })).key)
    },
  })
  return (
    <DialogForm form={form} words={{ submit: t('createDialog.submit'), submitting: t('createDialog.submitting') }}>
      <Field {...form.field('name')} label={t('form.name')} help={t('form.nameHelp')}>
        {(control) => <Input {...control} {...form.input('name')} autoComplete="off" />}
      </Field>
      <ChoiceList
        {...form.choice('kind')}
        legend={t('form.access')}
        choices={[
          { value: 'read', label: t('form.readOnly'), sentence: t('form.readOnlyHelp') },
          { value: 'chosen', label: t('form.custom'), sentence: t('form.customHelp') },
        ]}
      />
      {form.value('kind') === 'chosen' && (
        <CheckList
          {...form.choice('access')}
          legend={t('form.permissions')}
          choices={grantable.map(({ access, means }) => ({ value: access, label: means }))}
        />
      )}
      <Field {...form.field('lifetime')} label={t('form.expiration')} help={t('form.expirationHelp')}>
        {(control) => (
          <Select {...control} {...form.input('lifetime')}>
            {lifetimes.map((days) => (
              <option key={days} value={days}>
                {days === 0 ? t('form.never') : days === 365 ? t('form.year') : t('form.days', { days })}
              </option>
            ))}
          </Select>
        )}
      </Field>
      <OriginsField field={form.field('allowed_origins')} input={form.input('allowed_origins')} />
    </DialogForm>
  )
}

/** Creates a key and shows it once. While it's shown, only the button closes the dialog: not Escape, not a click outside. */
export function MakeKey({
  open,
  grantable,
  onOpenChange,
  onMade,
}: {
  open: boolean
  grantable: Grantable
  onOpenChange: (open: boolean) => void
  onMade: () => Promise<void>
}) {
  const t = useTranslations('apiKeys')
  const [key, setKey] = useState<string | null>(null)
  function close() {
    setKey(null)
    onOpenChange(false)
  }
  return (
    <Modal
      open={open}
      onOpenChange={(next) => (next ? onOpenChange(true) : key === null && leavePage(close))}
      closable={key === null}
      title={key === null ? t('createDialog.title') : t('created.title')}
    >
      {key === null ? (
        <KeyForm
          grantable={grantable}
          onMade={(made) => {
            setKey(made)
            void onMade()
          }}
        />
      ) : (
        <MadeKey apiKey={key} onDone={close} />
      )}
    </Modal>
  )
}
