'use client'

import { useQueryClient } from '@tanstack/react-query'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { changePassword } from '@/lib/api/app/password.contract'
import { listSessions } from '@/lib/api/app/sessions.contract'
import { call } from '@/components/api/call'
import { Form } from '@/components/forms/form'
import { useForm } from '@/components/forms/use-form'
import { useNewPasswordHelp } from '@/components/forms/words'
import { Field } from '@/components/ui/field'
import { PasswordInput } from '@/components/ui/password-input'
import { Submit } from '@/components/ui/submit'
import { useViewer } from '@/components/shell/viewer'
import { passwordForm } from './forms'

export function ChangePassword() {
  const t = useTranslations('account')
  const newPasswordHelp = useNewPasswordHelp()
  const { email } = useViewer()
  const client = useQueryClient()
  const [changes, setChanges] = useState(0)
  const form = useForm({
    form: passwordForm,
    empty: { old_password: t('ownPassword.required') },
    async act(body) {
      await call(changePassword, { body })
      form.clear()
      setChanges((count) => count + 1)
      await client.invalidateQueries({ queryKey: [listSessions.id] })
    },
  })
  return (
    // The key hides the passwords again after each change.
    <Form key={changes} form={form}>
      <input type="text" name="username" autoComplete="username" value={email} readOnly hidden />
      <div className="grid gap-4 sm:grid-cols-2">
        <Field {...form.field('old_password')} label={t('ownPassword.label')}>
          {(control) => <PasswordInput {...control} {...form.input('old_password')} autoComplete="current-password" />}
        </Field>
        <Field {...form.field('password')} label={t('password.label')} help={newPasswordHelp}>
          {(control) => <PasswordInput {...control} {...form.input('password')} autoComplete="new-password" />}
        </Field>
      </div>
      <Submit
        place="page"
        busy={form.busy}
        doing={t('password.submitting')}
        said={changes > 0 && t('password.changed')}
      >
        {t('password.submit')}
      </Submit>
    </Form>
  )
}
