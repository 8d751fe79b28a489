'use client'

import { useState } from 'react'
import { z } from 'zod'
import { send } from '../api'
import { isEmail, required } from '../rules'
import { Button } from '../ui/button'
import { Field, Input } from '../ui/field'
import { Notice } from '../ui/notice'
import { Modal } from '../ui/overlay'
import { PasswordInput } from '../ui/password-input'
import { Submit } from '../ui/submit'
import { useForm } from '../use-form'

const rules = { email: isEmail, password: required('Enter your password') } as const

function Form({ onSent }: { onSent: (email: string) => void }) {
  const { busy, problem, props, field, input } = useForm(rules, async (given) => {
    await send(z.undefined(), 'POST', '/api/app/email-change', given)
    onSent(given.email)
  })
  return (
    <form {...props} className="space-y-4">
      {problem && <Notice kind="error">{problem}</Notice>}
      <Field {...field('email')} label="New e-mail">
        {(control) => <Input {...control} {...input('email')} type="email" autoComplete="email" />}
      </Field>
      <Field {...field('password')} label="Your password" help="So that nobody changes it at your open browser.">
        {(control) => <PasswordInput {...control} {...input('password')} autoComplete="current-password" />}
      </Field>
      <Submit place="dialog" busy={busy} doing="Sending…">
        Mail me a link
      </Submit>
    </form>
  )
}

export function ChangeEmail({ email }: { email: string }) {
  const [open, setOpen] = useState(false)
  const [sentTo, setSentTo] = useState<string | null>(null)
  return (
    <div>
      <div className="flex flex-wrap items-center justify-between gap-3">
        <span className="font-medium wrap-anywhere">{email}</span>
        <Button onClick={() => setOpen(true)}>Change the address</Button>
      </div>
      <output className="block">
        {sentTo !== null && (
          <Notice kind="info" className="mt-4">
            A link is on its way to <span className="font-medium wrap-anywhere">{sentTo}</span>. Open it within a day; until then you sign in with the address above.
          </Notice>
        )}
      </output>
      <Modal open={open} onOpenChange={setOpen} title="Change your e-mail address">
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
