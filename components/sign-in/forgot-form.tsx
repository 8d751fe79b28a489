'use client'

import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { strong } from '@/components/account/address'
import { requestPasswordReset } from '@/lib/api/app/password.contract'
import { call } from '@/components/api/call'
import { Form } from '@/components/forms/form'
import { useForm } from '@/components/forms/use-form'
import { Field, Input } from '@/components/ui/field'
import { Submit } from '@/components/ui/submit'
import { forgotForm } from './forms'

/** Requests a password reset link. Says the same whether or not the address has an account. */
export function ForgotForm({ hasMail }: { hasMail: boolean }) {
  const t = useTranslations('signIn')
  const [sentTo, setSentTo] = useState<string | null>(null)
  const form = useForm({
    form: forgotForm,
    async act(body) {
      await call(requestPasswordReset, { body })
      setSentTo(body.email.trim())
    },
  })
  if (sentTo !== null) {
    return (
      <output className="block space-y-2">
        <span className="block">{t.rich(hasMail ? 'forgot.sent' : 'forgot.logged', { email: sentTo, strong })}</span>
        <span className="block text-muted">{hasMail ? t('forgot.notReceived') : t('forgot.noMail')}</span>
      </output>
    )
  }
  return (
    <Form form={form}>
      <Field {...form.field('email')} label={t('form.email')} help={t('forgot.help')}>
        {(control) => (
          // The email is the only thing to enter.
          // oxlint-disable-next-line jsx-a11y/no-autofocus
          <Input {...control} {...form.input('email')} type="email" autoComplete="username" autoFocus />
        )}
      </Field>
      <Submit place="alone" busy={form.busy} doing={t('forgot.submitting')}>
        {t('forgot.submit')}
      </Submit>
    </Form>
  )
}
