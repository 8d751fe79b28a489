'use client'

import type { ReactNode } from 'react'
import { linkAnswer } from '@/lib/api/app/account-shapes'
import { send } from '../api'
import { isNewPassword, newPasswordHelp } from '../rules'
import { Field } from '../ui/field'
import { Notice } from '../ui/notice'
import { PasswordInput } from '../ui/password-input'
import { Submit } from '../ui/submit'
import { useForm } from '../use-form'
import { signInWith } from './outcome'

const rules = { password: isNewPassword } as const

/** A password for the account of a link, then signs in with it; where a second factor is on, on the sign-in page. */
export function ChoosePassword({
  token,
  email,
  path,
  act,
  more = {},
  children,
}: {
  token: string
  email: string
  path: string
  act: string
  /** What else is sent: what was chosen in `children`, which stand below the password. */
  more?: Readonly<Record<string, unknown>>
  children?: ReactNode
}) {
  const { busy, problem, props, field, input } = useForm(rules, async ({ password }) => {
    const account = await send(linkAnswer, 'POST', path, { token, password, ...more })
    const { kind } = await signInWith('credentials', { email: account.email, password })
    // A whole page load: whoever was signed in here before is not any more.
    window.location.assign(kind === 'in' ? '/overview' : '/sign-in')
    return 'leaving'
  })
  return (
    <form {...props} className="space-y-4">
      {problem && <Notice kind="error">{problem}</Notice>}
      {/* For password managers, which keep the two together. */}
      <input type="text" name="username" autoComplete="username" value={email} readOnly hidden />
      <Field {...field('password')} label="Password" help={newPasswordHelp}>
        {(control) => (
          // The page has one purpose, and this is where it starts.
          // oxlint-disable-next-line jsx-a11y/no-autofocus
          <PasswordInput {...control} {...input('password')} autoComplete="new-password" autoFocus />
        )}
      </Field>
      {children}
      <Submit place="alone" busy={busy} doing="One moment…">
        {act}
      </Submit>
    </form>
  )
}
