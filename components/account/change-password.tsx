'use client'

import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { z } from 'zod'
import { send } from '../api'
import { isNewPassword, newPasswordHelp, required } from '../rules'
import { Field } from '../ui/field'
import { Notice } from '../ui/notice'
import { PasswordInput } from '../ui/password-input'
import { Submit } from '../ui/submit'
import { useForm } from '../use-form'
import { useViewer } from '../viewer'

const rules = { old_password: required('Enter the password you have'), password: isNewPassword } as const

export function ChangePassword() {
  const { email } = useViewer()
  const client = useQueryClient()
  const [changes, setChanges] = useState(0)
  const { busy, problem, props, field, input } = useForm(rules, async (given) => {
    await send(z.undefined(), 'POST', '/api/app/password', given)
    setChanges((count) => count + 1)
    await client.invalidateQueries({ queryKey: ['/api/app/sessions'] })
  })
  return (
    // Anew after each change, with empty fields.
    <form key={changes} {...props} className="space-y-4">
      {problem && <Notice kind="error">{problem}</Notice>}
      <input type="text" name="username" autoComplete="username" value={email} readOnly hidden />
      <div className="grid gap-4 sm:grid-cols-2">
        <Field {...field('old_password')} label="Present password">
          {(control) => <PasswordInput {...control} {...input('old_password')} autoComplete="current-password" />}
        </Field>
        <Field {...field('password')} label="New password" help={newPasswordHelp}>
          {(control) => <PasswordInput {...control} {...input('password')} autoComplete="new-password" />}
        </Field>
      </div>
      <Submit place="page" busy={busy} doing="Changing…" said={changes > 0 && 'Changed. You are signed out everywhere else.'}>
        Change the password
      </Submit>
    </form>
  )
}
