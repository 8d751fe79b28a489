'use client'

import { useTranslations } from 'next-intl'
import type { ChangeEvent, FocusEvent } from 'react'
import { Combobox } from '@/components/ui/combobox'
import { Field, Input, type FieldControl } from '@/components/ui/field'
import type { Option } from '@/components/ui/fitting'
import { useViewer } from '@/components/shell/viewer'
import { spacedZone } from '@/lib/zone-name'

// Fields about a person, filled in by that person or by an admin. Named as in the API.

/** The options of select fields. They come from the server, since browsers know different zones and country names. */
export type PersonChoices = { zones: readonly string[]; countries: readonly Option[] }

/** What useForm returns for fields of text. */
export type FormOf<Name extends string> = {
  field: (name: Name) => { name: string; id: string; error: string | undefined }
  input: (name: Name) => {
    ref: (element: HTMLElement | null) => void
    onBlur: (event: FocusEvent) => void
    onChange: (event: ChangeEvent) => void
    defaultValue: string
  }
  value: (name: Name) => string
  set: (name: Name, value: string) => void
}
/** Browsers should autofill only the user's own details. */
type Whose = { own?: boolean }

export function NameFields({ form, own = false }: Whose & { form: FormOf<'first_name' | 'last_name'> }) {
  const t = useTranslations('users.fields')
  return (
    <div className="grid gap-4 sm:grid-cols-2">
      <Field {...form.field('first_name')} label={t('firstName')}>
        {(control) => <Input {...control} {...form.input('first_name')} autoComplete={own ? 'given-name' : 'off'} />}
      </Field>
      <Field {...form.field('last_name')} label={t('lastName')}>
        {(control) => <Input {...control} {...form.input('last_name')} autoComplete={own ? 'family-name' : 'off'} />}
      </Field>
    </div>
  )
}

/** Contact details. */
export function ReachedFields({
  form,
  countries,
  own = false,
}: Whose & { form: FormOf<'phone' | 'city' | 'country'>; countries: PersonChoices['countries'] }) {
  const t = useTranslations('users.fields')
  return (
    <>
      <Field {...form.field('phone')} label={t('phone')} help={t('phoneHelp')}>
        {(control) => <Input {...control} {...form.input('phone')} type="tel" autoComplete={own ? 'tel' : 'off'} />}
      </Field>
      <div className="grid gap-4 sm:grid-cols-2">
        <Field {...form.field('city')} label={t('city')}>
          {(control) => <Input {...control} {...form.input('city')} autoComplete={own ? 'address-level2' : 'off'} />}
        </Field>
        <Field {...form.field('country')} label={t('country')}>
          {(control) => (
            <Chosen
              control={control}
              none={t('noCountry')}
              options={countries}
              value={form.value('country')}
              onChange={(country) => form.set('country', country)}
              placeholder={t('chooseCountry')}
              search={t('searchCountries')}
            />
          )}
        </Field>
      </div>
    </>
  )
}

/** An IANA zone, or the organization's. */
export function ZoneField({ form, zones }: { form: FormOf<'timezone'>; zones: PersonChoices['zones'] }) {
  const t = useTranslations('users.fields')
  const { organization } = useViewer()
  return (
    <Field {...form.field('timezone')} label={t('timezone')} help={t('timezoneHelp')}>
      {(control) => (
        <Chosen
          control={control}
          none={t('organizationTimezone', { timezone: spacedZone(organization.timezone) })}
          options={zones.map((zone) => ({ value: zone, label: spacedZone(zone) }))}
          value={form.value('timezone')}
          onChange={(zone) => form.set('timezone', zone)}
          placeholder={t('chooseTimezone')}
          search={t('searchTimezones')}
        />
      )}
    </Field>
  )
}

/** A choice of one out of many, or none, which is ''. */
function Chosen({
  control,
  none,
  options,
  value,
  onChange,
  ...words
}: {
  control: FieldControl
  none: string
  options: readonly Option[]
  value: string
  onChange: (value: string) => void
  placeholder: string
  search: string
}) {
  const all = [{ value: '', label: none }, ...options]
  return (
    <Combobox
      control={control}
      options={all}
      // The value may be missing from the list, such as a zone's former name.
      value={all.find((option) => option.value === value) ?? { value, label: spacedZone(value) }}
      onChange={(option) => onChange(option.value)}
      {...words}
    />
  )
}
