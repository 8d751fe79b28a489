'use client'

import { useState, useSyncExternalStore } from 'react'
import { z } from 'zod'
import { send } from '../api'
import { anything, isEmail, isNewPassword, newPasswordHelp, required } from '../rules'
import { signInWith } from '../sign-in/outcome'
import { Field, Input, Select } from '../ui/field'
import { Notice } from '../ui/notice'
import { PasswordInput } from '../ui/password-input'
import { Submit } from '../ui/submit'
import { useForm } from '../use-form'
import { presentName } from '../zones'

export type Choice = { value: string; label: string }

const rules = {
  organization: required('Enter the name of your organization'),
  timezone: anything,
  currency: anything,
  first_name: required('Enter your first name'),
  last_name: required('Enter your last name'),
  email: isEmail,
  password: isNewPassword,
} as const

const noChange = () => () => {}

/** The browser's time zone as the server lists it; UTC while React wakes up. */
function useBrowserZone(zones: readonly Choice[]): string {
  const zone = useSyncExternalStore(
    noChange,
    () => presentName(Intl.DateTimeFormat().resolvedOptions().timeZone),
    () => 'UTC',
  )
  return zones.some(({ value }) => value === zone) ? zone : 'UTC'
}

function Options({ choices }: { choices: readonly Choice[] }) {
  return choices.map(({ value, label }) => (
    <option key={value} value={value}>
      {label}
    </option>
  ))
}

/** The first organization and its admin. */
export function SetupForm({ zones, currencies }: { zones: readonly Choice[]; currencies: readonly Choice[] }) {
  const guessed = useBrowserZone(zones)
  const [zone, setZone] = useState<string | null>(null)
  const { busy, problem, props, field, input } = useForm(rules, async (given) => {
    await send(z.unknown(), 'POST', '/api/app/setup', given)
    await signInWith('credentials', { email: given.email, password: given.password })
    window.location.assign('/overview')
    return 'leaving'
  })
  return (
    <form {...props} className="space-y-6">
      {problem && <Notice kind="error">{problem}</Notice>}
      <fieldset className="space-y-4">
        <legend className="mb-3 font-semibold">Your organization</legend>
        <Field {...field('organization')} label="Name">
          {/* oxlint-disable-next-line jsx-a11y/no-autofocus -- the page has one purpose, and this is where it starts */}
          {(control) => <Input {...control} {...input('organization')} autoComplete="organization" autoFocus maxLength={100} />}
        </Field>
        <div className="grid gap-4 sm:grid-cols-2">
          <Field {...field('timezone')} label="Time zone" help="Days begin and end in it.">
            {(control) => (
              <Select {...control} value={zone ?? guessed} onChange={(event) => setZone(event.target.value)}>
                <Options choices={zones} />
              </Select>
            )}
          </Field>
          <Field {...field('currency')} label="Currency" help="Payouts and revenue are told in it.">
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
          <Field {...field('first_name')} label="First name">
            {(control) => <Input {...control} {...input('first_name')} autoComplete="given-name" maxLength={100} />}
          </Field>
          <Field {...field('last_name')} label="Last name">
            {(control) => <Input {...control} {...input('last_name')} autoComplete="family-name" maxLength={100} />}
          </Field>
        </div>
        <Field {...field('email')} label="E-mail" help="You sign in with it.">
          {(control) => <Input {...control} {...input('email')} type="email" autoComplete="username" />}
        </Field>
        <Field {...field('password')} label="Password" help={newPasswordHelp}>
          {(control) => <PasswordInput {...control} {...input('password')} autoComplete="new-password" />}
        </Field>
      </fieldset>
      <Submit place="alone" busy={busy} doing="Setting up…">
        Create the organization
      </Submit>
    </form>
  )
}
