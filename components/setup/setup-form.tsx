'use client'

import { signIn } from 'next-auth/react'
import { useState, useSyncExternalStore, type FormEvent } from 'react'
import { z } from 'zod'
import { minPasswordLength } from '@/lib/access/password-policy'
import { send } from '../api'
import { problemFrom } from '../problem'
import { textOf } from '../form-data'
import { Button } from '../ui/button'
import { Field, Input, Select } from '../ui/field'
import { Notice } from '../ui/notice'

const fields = ['organization', 'timezone', 'currency', 'first_name', 'last_name', 'email', 'password'] as const

export type Choice = { value: string; label: string }

/** What a field has to be; undefined when it is. */
const rules: Readonly<Record<string, (value: string) => string | undefined>> = {
  organization: (value) => (value ? undefined : 'Enter the name of your organization'),
  first_name: (value) => (value ? undefined : 'Enter your first name'),
  last_name: (value) => (value ? undefined : 'Enter your last name'),
  email: (value) => (/^\S+@\S+\.\S+$/.test(value) ? undefined : 'Enter an e-mail address, such as ana@example.com'),
  password: (value) => (value.length >= minPasswordLength ? undefined : `Use ${minPasswordLength} characters or more`),
}

const noChange = () => () => {}

/** The browser's time zone as the server lists it; UTC while React wakes up. */
function useBrowserZone(zones: Choice[]): string {
  const zone = useSyncExternalStore(
    noChange,
    () => Intl.DateTimeFormat().resolvedOptions().timeZone,
    () => 'UTC',
  )
  return zones.some(({ value }) => value === zone) ? zone : 'UTC'
}

function Options({ choices }: { choices: Choice[] }) {
  return choices.map(({ value, label }) => (
    <option key={value} value={value}>
      {label}
    </option>
  ))
}

/** The first organization and its admin. */
export function SetupForm({ zones, currencies }: { zones: Choice[]; currencies: Choice[] }) {
  const guessed = useBrowserZone(zones)
  const [zone, setZone] = useState<string | null>(null)
  const [busy, setBusy] = useState(false)
  const [problem, setProblem] = useState<string | null>(null)
  const [errors, setErrors] = useState<Readonly<Record<string, string | undefined>>>({})

  const check = (name: string, value: string) => setErrors((known) => ({ ...known, [name]: rules[name]?.(value.trim()) }))
  const clear = (name: string) => setErrors((known) => ({ ...known, [name]: undefined }))

  function showFirst(form: HTMLFormElement, wrong: Readonly<Record<string, string | undefined>>) {
    setErrors(wrong)
    const first = [...form.elements].find((element) => wrong[element.id] !== undefined)
    if (first instanceof HTMLElement) first.focus()
  }

  async function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault()
    if (busy) return
    const form = event.currentTarget
    const data = new FormData(form)
    const given: Record<string, string> = Object.fromEntries(fields.map((name) => [name, textOf(data, name)]))
    const wrong = Object.fromEntries(Object.entries(rules).map(([name, rule]) => [name, rule((given[name] ?? '').trim())]))
    if (Object.values(wrong).some(Boolean)) {
      showFirst(form, wrong)
      return
    }
    setBusy(true)
    setProblem(null)
    try {
      await send(z.unknown(), 'POST', '/api/app/setup', given)
      await signIn('credentials', { redirect: false, email: given.email, password: given.password })
      window.location.assign('/overview')
    } catch (error) {
      const { message, details } = problemFrom(error)
      setBusy(false)
      if (details.length > 0) showFirst(form, Object.fromEntries(details.map((detail) => [detail.field, `This ${detail.message}`])))
      else setProblem(message)
    }
  }

  const text = (name: string) => ({ error: errors[name], name })
  const input = (name: string) => ({
    onBlur: (event: { target: { value: string } }) => event.target.value !== '' && check(name, event.target.value),
    onChange: () => clear(name),
  })
  return (
    <form onSubmit={(event) => void submit(event)} noValidate className="space-y-6">
      {problem && <Notice kind="error">{problem}</Notice>}
      <fieldset className="space-y-4">
        <legend className="mb-3 font-semibold">Your organization</legend>
        <Field {...text('organization')} label="Name">
          {/* oxlint-disable-next-line jsx-a11y/no-autofocus -- the page has one purpose, and this is where it starts */}
          {(control) => <Input {...control} {...input('organization')} autoComplete="organization" autoFocus maxLength={100} />}
        </Field>
        <div className="grid gap-4 sm:grid-cols-2">
          <Field {...text('timezone')} label="Time zone" help="Days begin and end in it.">
            {(control) => (
              <Select {...control} value={zone ?? guessed} onChange={(event) => setZone(event.target.value)}>
                <Options choices={zones} />
              </Select>
            )}
          </Field>
          <Field {...text('currency')} label="Currency" help="Payouts and revenue are told in it.">
            {(control) => (
              <Select {...control} defaultValue="USD">
                <Options choices={currencies} />
              </Select>
            )}
          </Field>
        </div>
      </fieldset>
      <fieldset className="space-y-4">
        <legend className="mb-3 font-semibold">You, its first admin</legend>
        <div className="grid gap-4 sm:grid-cols-2">
          <Field {...text('first_name')} label="First name">
            {(control) => <Input {...control} {...input('first_name')} autoComplete="given-name" maxLength={100} />}
          </Field>
          <Field {...text('last_name')} label="Last name">
            {(control) => <Input {...control} {...input('last_name')} autoComplete="family-name" maxLength={100} />}
          </Field>
        </div>
        <Field {...text('email')} label="E-mail" help="You sign in with it.">
          {(control) => <Input {...control} {...input('email')} type="email" autoComplete="username" />}
        </Field>
        <Field {...text('password')} label="Password" help={`${minPasswordLength} characters or more.`}>
          {(control) => <Input {...control} {...input('password')} type="password" autoComplete="new-password" />}
        </Field>
      </fieldset>
      <Button variant="primary" type="submit" busy={busy} className="w-full">
        {busy ? 'Setting up…' : 'Create the organization'}
      </Button>
    </form>
  )
}
