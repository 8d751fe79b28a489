'use client'

import { useTranslations } from 'next-intl'
import { useEffect, useSyncExternalStore } from 'react'
import { setup } from '@/lib/api/app/setup.contract'
import { call } from '@/components/api/call'
import { Form } from '@/components/forms/form'
import { useForm } from '@/components/forms/use-form'
import { useNewPasswordHelp } from '@/components/forms/words'
import { signInWith } from '@/components/sign-in/outcome'
import { Field, Input, Select } from '@/components/ui/field'
import { PasswordInput } from '@/components/ui/password-input'
import { Submit } from '@/components/ui/submit'
import { presentName } from '@/lib/zone-name'
import { setupForm } from './forms'

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
  const newPasswordHelp = useNewPasswordHelp()
  const form = useForm({
    form: setupForm,
    empty: {
      code: t('code.required'),
      organization: t('organization.nameRequired'),
      first_name: t('admin.firstNameRequired'),
      last_name: t('admin.lastNameRequired'),
    },
    async act(body) {
      await call(setup, { body })
      await signInWith('credentials', { email: body.email, password: body.password })
      window.location.assign('/overview')
      return 'leaving'
    },
  })
  const guessed = useBrowserZone(zones)
  const { set } = form
  useEffect(() => set('timezone', guessed), [guessed, set])
  return (
    <Form form={form} className="space-y-6">
      <Field {...form.field('code')} label={t('code.label')} help={t('code.help')}>
        {(control) => (
          // The page has one purpose, and this is where it starts.
          <Input
            {...control}
            {...form.input('code')}
            // oxlint-disable-next-line jsx-a11y/no-autofocus
            autoFocus
            autoComplete="off"
            autoCapitalize="characters"
            spellCheck={false}

            className="font-mono tracking-wider"
          />
        )}
      </Field>
      <fieldset className="space-y-4">
        <legend className="mb-3 font-semibold">{t('organization.heading')}</legend>
        <Field {...form.field('organization')} label={t('organization.name')}>
          {(control) => <Input {...control} {...form.input('organization')} autoComplete="organization" />}
        </Field>
        <div className="grid gap-4 sm:grid-cols-2">
          <Field {...form.field('timezone')} label={t('organization.timezone')} help={t('organization.timezoneHelp')}>
            {(control) => (
              <Select {...control} {...form.input('timezone')}>
                <Options choices={zones} />
              </Select>
            )}
          </Field>
          <Field {...form.field('currency')} label={t('organization.currency')} help={t('organization.currencyHelp')}>
            {(control) => (
              <Select {...control} {...form.input('currency')}>
                <Options choices={currencies} />
              </Select>
            )}
          </Field>
        </div>
      </fieldset>
      <fieldset className="space-y-4">
        <legend className="mb-3 font-semibold">{t('admin.heading')}</legend>
        <div className="grid gap-4 sm:grid-cols-2">
          <Field {...form.field('first_name')} label={t('admin.firstName')}>
            {(control) => <Input {...control} {...form.input('first_name')} autoComplete="given-name" />}
          </Field>
          <Field {...form.field('last_name')} label={t('admin.lastName')}>
            {(control) => <Input {...control} {...form.input('last_name')} autoComplete="family-name" />}
          </Field>
        </div>
        <Field {...form.field('email')} label={t('admin.email')} help={t('admin.emailHelp')}>
          {(control) => <Input {...control} {...form.input('email')} type="email" autoComplete="username" />}
        </Field>
        <Field {...form.field('password')} label={t('admin.password')} help={newPasswordHelp}>
          {(control) => <PasswordInput {...control} {...form.input('password')} autoComplete="new-password" />}
        </Field>
      </fieldset>
      <Submit place="alone" busy={form.busy} doing={t('submitting')}>
        {t('submit')}
      </Submit>
    </Form>
  )
}
