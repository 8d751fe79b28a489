'use client'

import { Eye, EyeOff } from 'lucide-react'
import { signIn } from 'next-auth/react'
import { useRef, useState, type FormEvent } from 'react'
import { textOf } from '../form-data'
import { plural } from '../format'
import { Button } from '../ui/button'
import { Field, Input } from '../ui/field'
import { Notice } from '../ui/notice'

/** next-auth hands on a word; people get a sentence. */
function sentence(error: string): string {
  if (error === 'CredentialsSignin') return 'E-mail or password is wrong. Check both and try again.'
  const [, seconds] = /^TooManyAttempts:(\d+)$/.exec(error) ?? []
  if (seconds) return `Too many attempts. Try again in ${plural(Math.max(1, Math.ceil(Number(seconds) / 60)), 'minute')}.`
  return 'Signing in failed on our side. Try again in a moment.'
}

/** E-mail and password; leads to `next`, a path on this site. */
export function SignInForm({ next }: { next: string }) {
  const [busy, setBusy] = useState(false)
  const [problem, setProblem] = useState<string | null>(null)
  const [missing, setMissing] = useState<{ email?: string; password?: string }>({})
  const [visible, setVisible] = useState(false)
  const password = useRef<HTMLInputElement>(null)

  async function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault()
    if (busy) return
    const form = event.currentTarget
    const data = new FormData(form)
    const given = { email: textOf(data, 'email').trim(), password: textOf(data, 'password') }
    const lacks = {
      ...(given.email ? {} : { email: 'Enter your e-mail address' }),
      ...(given.password ? {} : { password: 'Enter your password' }),
    }
    setMissing(lacks)
    const [firstField] = Object.keys(lacks)
    if (firstField) {
      form.querySelector<HTMLElement>(`#${firstField}`)?.focus()
      return
    }
    setBusy(true)
    setProblem(null)
    const result = await signIn('credentials', { redirect: false, ...given }).catch(() => undefined)
    if (result?.ok && !result.error) {
      // A whole page load: everything after this is somebody else's.
      window.location.assign(next)
      return
    }
    setBusy(false)
    setProblem(result ? sentence(result.error ?? '') : 'The server cannot be reached. Check your connection and try again.')
    password.current?.select()
  }
  return (
    <form onSubmit={(event) => void submit(event)} noValidate className="space-y-4">
      {problem && <Notice kind="error">{problem}</Notice>}
      <Field name="email" label="E-mail" error={missing.email}>
        {(control) => (
          // The page has one purpose, and this is where it starts.
          // oxlint-disable-next-line jsx-a11y/no-autofocus
          <Input {...control} type="email" autoComplete="username" autoFocus required onChange={() => setMissing({})} />
        )}
      </Field>
      <Field name="password" label="Password" error={missing.password}>
        {(control) => (
          <div className="relative">
            <Input
              {...control}
              ref={password}
              type={visible ? 'text' : 'password'}
              autoComplete="current-password"
              required
              className="pr-11"
              onChange={() => setMissing({})}
            />
            <Button
              variant="ghost"
              shape="icon"
              className="absolute top-0 right-0 text-muted"
              aria-label={visible ? 'Hide the password' : 'Show the password'}
              onClick={() => setVisible(!visible)}
            >
              {visible ? <EyeOff aria-hidden /> : <Eye aria-hidden />}
            </Button>
          </div>
        )}
      </Field>
      <Button variant="primary" type="submit" busy={busy} className="w-full">
        {busy ? 'Signing in…' : 'Sign in'}
      </Button>
    </form>
  )
}
