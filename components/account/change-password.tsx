'use client'

import { useQueryClient } from '@tanstack/react-query'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { changePassword } from '@/lib/api/app/password.contract'
import { listSessions } from '@/lib/api/app/sessions.contract'
import { call } from '@/components/api'
import { required, useRules } from '@/components/rules'
import { Field } from '@/components/ui/field'
import { Notice } from '@/components/ui/notice'
import { PasswordInput } from '@/components/ui/password-input'
import { Submit } from '@/components/ui/submit'
import { useForm } from '@/components/use-form'
import { useViewer } from '@/components/viewer'

export function ChangePassword() {
  const t = useTranslations('account')
  const { isNewPassword, newPasswordHelp } = useRules()
  const { email } = useViewer()
  const client = useQueryClient()
  const [changes, setChanges] = useState(0)
  const rules = { old_password: required(t('ownPassword.required')), password: isNewPassword } as const
  const { busy, problem, props, field, input } = useForm(rules, async (given) => {
    await call(changePassword, { body: given })
    setChanges((count) => count + 1)
    await client.invalidateQueries({ queryKey: [listSessions.id] })
  })
  return (
    // The key resets the fields after each change.
    <form key={changes} {...props} className="space-y-4">
      {problem && <Notice kind="error">{problem}</Notice>}
      <input type="text" name="username" autoComplete="username" value={email} readOnly hidden />
      <div className="grid gap-4 sm:grid-cols-2">
        <Field {...field('old_password')} label={t('ownPassword.label')}>
          {(control) => <PasswordInput {...control} {...input('old_password')} autoComplete="current-password" />}
        </Field>
        <Field {...field('password')} label={t('password.label')} help={newPasswordHelp}>
          {(control) => <PasswordInput {...control} {...input('password')} autoComplete="new-password" />}
        </Field>
      </div>
      <Submit place="page" busy={busy} doing={t('password.submitting')} said={changes > 0 && t('password.changed')}>
        {t('password.submit')}
      </Submit>
    </form>
  )
}
