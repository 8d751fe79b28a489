'use client'

import { useState } from 'react'
import { z } from 'zod'
import { send } from '../api'
import { isEmail } from '../rules'
import { Field, Input } from '../ui/field'
import { Notice } from '../ui/notice'
import { Submit } from '../ui/submit'
import { useForm } from '../use-form'

const rules = { email: isEmail } as const

/** Asks for a link to choose a new password with. Says the same whether somebody has the address or not. */
export function ForgotForm({ hasMail }: { hasMail: boolean }) {
  const [sentTo, setSentTo] = useState<string | null>(null)
  const { busy, problem, props, field, input } = useForm(rules, async ({ email }) => {
    await send(z.undefined(), 'POST', '/api/app/password-reset', { email })
    setSentTo(email)
  })
  if (sentTo !== null) {
    return (
      <output className="block space-y-2">
        <span className="block">
          If <strong className="font-medium wrap-anywhere">{sentTo}</strong> belongs to an account here, a link to choose a new password {hasMail ? 'is on its way' : 'is in the server’s log'}. It works once, for an hour.
        </span>
        <span className="block text-muted">{hasMail ? 'Nothing there? Look among the unwanted mail, or ask the admin of your organization.' : 'This installation sends no e-mail: ask whoever runs it for the link.'}</span>
      </output>
    )
  }
  return (
    <form {...props} className="space-y-4">
      {problem && <Notice kind="error">{problem}</Notice>}
      <Field {...field('email')} label="E-mail" help="The address you sign in with.">
        {(control) => (
          // The page has one purpose, and this is where it starts.
          // oxlint-disable-next-line jsx-a11y/no-autofocus
          <Input {...control} {...input('email')} type="email" autoComplete="username" autoFocus />
        )}
      </Field>
      <Submit place="alone" busy={busy} doing="Sending…">
        Send me a link
      </Submit>
    </form>
  )
}
