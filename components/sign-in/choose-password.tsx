'use client'

import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import { undoEmailChange } from '@/lib/api/app/email-change.contract'
import { acceptInvitation, resetPassword } from '@/lib/api/app/password.contract'
import { call } from '@/components/api/call'
import { Form } from '@/components/forms/form'
import { useForm } from '@/components/forms/use-form'
import { useNewPasswordHelp } from '@/components/forms/words'
import { Field } from '@/components/ui/field'
import { PasswordInput } from '@/components/ui/password-input'
import { Submit } from '@/components/ui/submit'
import { invitationForm, resetForm, undoEmailForm } from './forms'
import { signInWith } from './outcome'

const contracts = { invitation: acceptInvitation, reset: resetPassword, undoEmail: undoEmailChange } as const
const forms = { invitation: invitationForm, reset: resetForm, undoEmail: undoEmailForm } as const

/** Sets the password of the link's account and signs in with it. With two-factor authentication on, opens the sign-in page instead. */
export function ChoosePassword({
  token,
  email,
  purpose,
  more = {},
  children,
}: {
  token: string
  email: string
  purpose: keyof typeof contracts
  /** Extra fields to send, such as choices made in `children`, which are shown below the password. */
  more?: { revoke_api_keys?: readonly string[] }
  children?: ReactNode
}) {
  const t = useTranslations('signIn')
  const newPasswordHelp = useNewPasswordHelp()
  const form = useForm({
    form: forms[purpose],
    initial: { token, password: '' },
    async act(body) {
      const account = await call(contracts[purpose], { body: { ...body, ...more } })
      const { kind } = await signInWith('credentials', { email: account.email, password: body.password })
      // A full page load, so nothing is left from the previous user.
      window.location.assign(kind === 'in' ? '/overview' : '/sign-in')
      return 'leaving'
    },
  })
  return (
    <Form form={form}>
      {/* Lets password managers save the email with the password. */}
      <input type="text" name="username" autoComplete="username" value={email} readOnly hidden />
      <Field {...form.field('password')} label={t(`${purpose}.label`)} help={newPasswordHelp}>
        {(control) => (
          // The password is the only thing to enter.
          // oxlint-disable-next-line jsx-a11y/no-autofocus
          <PasswordInput {...control} {...form.input('password')} autoComplete="new-password" autoFocus />
        )}
      </Field>
      {children}
      <Submit place="alone" busy={form.busy} doing={t(`${purpose}.submitting`)}>
        {t(`${purpose}.submit`)}
      </Submit>
    </Form>
  )
}
