'use client'

import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { requestEmailChange } from '@/lib/api/app/email-change.contract'
import { call } from '@/components/api/call'
import { DialogForm } from '@/components/forms/form'
import { useForm } from '@/components/forms/use-form'
import { leavePage } from '@/components/forms/use-unsaved'
import { Button } from '@/components/ui/button'
import { Field, Input } from '@/components/ui/field'
import { Notice } from '@/components/ui/notice'
import { Modal } from '@/components/ui/overlay'
import { PasswordInput } from '@/components/ui/password-input'
import { strong } from './address'
import { emailForm } from './forms'

function EmailForm({ onSent }: { onSent: (email: string) => void }) {
  const t = useTranslations('account')
  const form = useForm({
    form: emailForm,
    empty: { password: t('ownPassword.required') },
    async act(body) {
      await call(requestEmailChange, { body })
      onSent(body.email.trim())
    },
  })
  return (
    <DialogForm form={form} words={{ submit: t('email.submit'), submitting: t('email.submitting') }}>
      <Field {...form.field('email')} label={t('email.label')}>
        {(control) => <Input {...control} {...form.input('email')} type="email" autoComplete="email" />}
      </Field>
      <Field {...form.field('password')} label={t('ownPassword.label')} help={t('ownPassword.help')}>
        {(control) => <PasswordInput {...control} {...form.input('password')} autoComplete="current-password" />}
      </Field>
    </DialogForm>
  )
}

export function ChangeEmail({ email, hasMail }: { email: string; hasMail: boolean }) {
  const t = useTranslations('account.email')
  const [open, setOpen] = useState(false)
  const [sentTo, setSentTo] = useState<string | null>(null)
  return (
    <div>
      <div className="flex flex-wrap items-center justify-between gap-3">
        <span className="font-medium wrap-anywhere">{email}</span>
        <Button onClick={() => setOpen(true)}>{t('change')}</Button>
      </div>
      <output className="block">
        {sentTo !== null && (
          <Notice kind="info" className="mt-4">
            {t.rich(hasMail ? 'sent' : 'logged', { email: sentTo, strong })}
          </Notice>
        )}
      </output>
      <Modal
        open={open}
        onOpenChange={(next) => (next ? setOpen(true) : leavePage(() => setOpen(false)))}
        title={t('change')}
      >
        <EmailForm
          onSent={(address) => {
            setSentTo(address)
            setOpen(false)
          }}
        />
      </Modal>
    </div>
  )
}
