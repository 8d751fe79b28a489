'use client'

import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { strong } from '@/components/account/address'
import { requestPasswordReset } from '@/lib/api/app/password.contract'
import { call } from '@/components/api'
import { useRules } from '@/components/rules'
import { Field, Input } from '@/components/ui/field'
import { Notice } from '@/components/ui/notice'
import { Submit } from '@/components/ui/submit'
import { useForm } from '@/components/use-form'

/** Requests a password reset link. Says the same whether or not the address has an account. */
export function ForgotForm({ hasMail }: { hasMail: boolean }) {
  const t = useTranslations('signIn')
  const { isEmail } = useRules()
  const [sentTo, setSentTo] = useState<string | null>(null)
  const { busy, problem, props, field, input } = useForm({ email: isEmail }, async ({ email }) => {
    await call(requestPasswordReset, { body: { email } })
    setSentTo(email)
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
    <form {...props} className="space-y-4">
      {problem && <Notice kind="error">{problem}</Notice>}
      <Field {...field('email')} label={t('form.email')} help={t('forgot.help')}>
        {(control) => (
          // The email is the only thing to enter.
          // oxlint-disable-next-line jsx-a11y/no-autofocus
          <Input {...control} {...input('email')} type="email" autoComplete="username" autoFocus />
        )}
      </Field>
      <Submit place="alone" busy={busy} doing={t('forgot.submitting')}>
        {t('forgot.submit')}
      </Submit>
    </form>
  )
}
