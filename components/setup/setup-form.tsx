'use client'

import { useTranslations } from 'next-intl'
import { useMemo, useState, useSyncExternalStore } from 'react'
import { setup } from '@/lib/api/app/setup.contract'
import { call } from '@/components/api'
import { anything, required, useRules } from '@/components/rules'
import { signInWith } from '@/components/sign-in/outcome'
import { Field, Input, Select } from '@/components/ui/field'
import { Notice } from '@/components/ui/notice'
import { PasswordInput } from '@/components/ui/password-input'
import { Submit } from '@/components/ui/submit'
import { useForm } from '@/components/use-form'
import { presentName } from '@/components/zones'

export type Choice = { value: string; label: string }

const noChange = () => () => {}

/** The browser's time zone by the server's name for it. UTC until the page has hydrated. */
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

/** Creates the first organization and its admin. */
export function SetupForm({ zones, currencies }: { zones: readonly Choice[]; currencies: readonly Choice[] }) {
  const t = useTranslations('setup')
  const { isEmail, isNewPassword, newPasswordHelp } = useRules()
  const guessed = useBrowserZone(zones)
  const [zone, setZone] = useState<string | null>(null)
  const rules = useMemo(
    () => ({
      code: required(t('code.required')),
      organization: required(t('organization.nameRequired')),
      timezone: anything,
      currency: anything,
      first_name: required(t('admin.firstNameRequired')),
      last_name: required(t('admin.lastNameRequired')),
      email: isEmail,
      password: isNewPassword,
    }),
    [t, isEmail, isNewPassword],
  )
  const { busy, problem, props, field, input } = useForm(rules, async (given) => {
    await call(setup, { body: given })
    await signInWith('credentials', { email: given.email, password: given.password })
    window.location.assign('/overview')
    return 'leaving'
  })
  return (
    <form {...props} className="space-y-6">
      {problem && <Notice kind="error">{problem}</Notice>}
      <Field {...field('code')} label={t('code.label')} help={t('code.help')}>
        {(control) => (
          // The page has one purpose, and this is where it starts.
          <Input
            {...control}
            {...input('code')}
            // oxlint-disable-next-line jsx-a11y/no-autofocus
            autoFocus
            autoComplete="off"
            autoCapitalize="characters"
            spellCheck={false}
            maxLength={100}
            className="font-mono tracking-wider"
          />
        )}
      </Field>
      <fieldset className="space-y-4">
        <legend className="mb-3 font-semibold">{t('organization.heading')}</legend>
        <Field {...field('organization')} label={t('organization.name')}>
          {(control) => <Input {...control} {...input('organization')} autoComplete="organization" maxLength={100} />}
        </Field>
        <div className="grid gap-4 sm:grid-cols-2">
          <Field {...field('timezone')} label={t('organization.timezone')} help={t('organization.timezoneHelp')}>
            {(control) => (
              <Select {...control} value={zone ?? guessed} onChange={(event) => setZone(event.target.value)}>
                <Options choices={zones} />
              </Select>
            )}
          </Field>
          <Field {...field('currency')} label={t('organization.currency')} help={t('organization.currencyHelp')}>
            {(control) => (
              <Select {...control} defaultValue="USD">
                <Options choices={currencies} />
              </Select>
            )}
          </Field>
        </div>
      </fieldset>
      <fieldset className="space-y-4">
        <legend className="mb-3 font-semibold">{t('admin.heading')}</legend>
        <div className="grid gap-4 sm:grid-cols-2">
          <Field {...field('first_name')} label={t('admin.firstName')}>
            {(control) => <Input {...control} {...input('first_name')} autoComplete="given-name" maxLength={100} />}
          </Field>
          <Field {...field('last_name')} label={t('admin.lastName')}>
            {(control) => <Input {...control} {...input('last_name')} autoComplete="family-name" maxLength={100} />}
          </Field>
        </div>
        <Field {...field('email')} label={t('admin.email')} help={t('admin.emailHelp')}>
          {(control) => <Input {...control} {...input('email')} type="email" autoComplete="username" />}
        </Field>
        <Field {...field('password')} label={t('admin.password')} help={newPasswordHelp}>
          {(control) => <PasswordInput {...control} {...input('password')} autoComplete="new-password" />}
        </Field>
      </fieldset>
      <Submit place="alone" busy={busy} doing={t('submitting')}>
        {t('submit')}
      </Submit>
    </form>
  )
}
