'use client'

import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { requestEmailChange } from '@/lib/api/app/email-change.contract'
import { call } from '@/components/api'
import { required, useRules } from '@/components/rules'
import { Button } from '@/components/ui/button'
import { Field, Input } from '@/components/ui/field'
import { Notice } from '@/components/ui/notice'
import { Modal } from '@/components/ui/overlay'
import { PasswordInput } from '@/components/ui/password-input'
import { Submit } from '@/components/ui/submit'
import { useForm } from '@/components/use-form'
import { strong } from './address'

function Form({ onSent }: { onSent: (email: string) => void }) {
  const t = useTranslations('account')
  const { isEmail } = useRules()
  const rules = { email: isEmail, password: required(t('ownPassword.required')) } as const
  const { busy, problem, props, field, input } = useForm(rules, async (given) => {
    await call(requestEmailChange, { body: given })
    onSent(given.email)
  })
  return (
    <form {...props} className="space-y-4">
      {problem && <Notice kind="error">{problem}</Notice>}
      <Field {...field('email')} label={t('email.label')}>
        {(control) => <Input {...control} {...input('email')} type="email" autoComplete="email" />}
      </Field>
      <Field {...field('password')} label={t('ownPassword.label')} help={t('ownPassword.help')}>
        {(control) => <PasswordInput {...control} {...input('password')} autoComplete="current-password" />}
      </Field>
      <Submit place="dialog" busy={busy} doing={t('email.submitting')}>
        {t('email.submit')}
      </Submit>
    </form>
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
        <Form
          onSent={(address) => {
            setSentTo(address)
            setOpen(false)
          }}
        />
      </Modal>
    </div>
  )
}
