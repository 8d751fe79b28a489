'use client'

import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { z } from 'zod'
import { requestEmailChange } from '@/lib/api/app/email-change.contract'
import { call } from '@/components/api/call'
import { requiredPassword, useFields } from '@/components/forms/fields'
import { Form } from '@/components/forms/form'
import { useForm } from '@/components/forms/use-form'
import { Button } from '@/components/ui/button'
import { Field, Input } from '@/components/ui/field'
import { Notice } from '@/components/ui/notice'
import { Modal } from '@/components/ui/overlay'
import { PasswordInput } from '@/components/ui/password-input'
import { Submit } from '@/components/ui/submit'
import { strong } from './address'

function EmailForm({ onSent }: { onSent: (email: string) => void }) {
  const t = useTranslations('account')
  const { email } = useFields()
  const form = useForm({
    schema: z.object({ email, password: requiredPassword(t('ownPassword.required')) }),
    initial: { email: '', password: '' },
    async act(given) {
      await call(requestEmailChange, { body: given })
      onSent(given.email)
    },
  })
  return (
    <Form form={form}>
      <Field {...form.field('email')} label={t('email.label')}>
        {(control) => <Input {...control} {...form.input('email')} type="email" autoComplete="email" />}
      </Field>
      <Field {...form.field('password')} label={t('ownPassword.label')} help={t('ownPassword.help')}>
        {(control) => <PasswordInput {...control} {...form.input('password')} autoComplete="current-password" />}
      </Field>
      <Submit place="dialog" busy={form.busy} doing={t('email.submitting')}>
        {t('email.submit')}
      </Submit>
    </Form>
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
      <Modal open={open} onOpenChange={setOpen} title={t('change')}>
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
