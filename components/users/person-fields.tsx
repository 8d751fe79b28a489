'use client'

import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { Combobox } from '@/components/ui/combobox'
import { Field, Input, type FieldControl } from '@/components/ui/field'
import type { Option } from '@/components/ui/fitting'
import { useViewer } from '@/components/viewer'

// Fields about a person, filled in by that person or by an admin. Named as in the API.

/** The options of select fields. They come from the server, since browsers know different zones and country names. */
export type PersonChoices = { zones: readonly string[]; countries: readonly Option[] }

type FieldProps = { name: string; error: string | undefined }
type InputProps = { onBlur?: (event: { target: { value: string } }) => void; onChange: () => void }
/** What useForm returns for a field. */
export type Bound<Name extends string> = { field: (name: Name) => FieldProps; input: (name: Name) => InputProps }
/** Browsers should autofill only the user's own details. */
type Whose = { own?: boolean }

export function NameFields({
  field,
  input,
  first = '',
  last = '',
  own = false,
}: Bound<'first_name' | 'last_name'> & Whose & { first?: string; last?: string }) {
  const t = useTranslations('users.fields')
  return (
    <div className="grid gap-4 sm:grid-cols-2">
      <Field {...field('first_name')} label={t('firstName')}>
        {(control) => (
          <Input
            {...control}
            {...input('first_name')}
            defaultValue={first}
            maxLength={100}
            autoComplete={own ? 'given-name' : 'off'}
          />
        )}
      </Field>
      <Field {...field('last_name')} label={t('lastName')}>
        {(control) => (
          <Input
            {...control}
            {...input('last_name')}
            defaultValue={last}
            maxLength={100}
            autoComplete={own ? 'family-name' : 'off'}
          />
        )}
      </Field>
    </div>
  )
}

/** Contact details. */
export function ReachedFields({
  field,
  input,
  person,
  countries,
  onTyped,
  own = false,
}: Bound<'phone' | 'city' | 'country'> &
  Whose & {
    person: { phone: string; city: string; country: string }
    countries: PersonChoices['countries']
    onTyped: () => void
  }) {
  const t = useTranslations('users.fields')
  return (
    <>
      <Field {...field('phone')} label={t('phone')} help={t('phoneHelp')}>
        {(control) => (
          <Input
            {...control}
            {...input('phone')}
            type="tel"
            defaultValue={person.phone}
            autoComplete={own ? 'tel' : 'off'}
            maxLength={50}
          />
        )}
      </Field>
      <div className="grid gap-4 sm:grid-cols-2">
        <Field {...field('city')} label={t('city')}>
          {(control) => (
            <Input
              {...control}
              {...input('city')}
              defaultValue={person.city}
              autoComplete={own ? 'address-level2' : 'off'}
              maxLength={100}
            />
          )}
        </Field>
        <Field {...field('country')} label={t('country')}>
          {(control) => (
            <Chosen
              control={control}
              none={t('noCountry')}
              options={countries}
              initial={person.country}
              onChange={() => {
                input('country').onChange()
                onTyped()
              }}
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
export function ZoneField({
  field,
  input,
  zones,
  initial,
  onTyped,
}: Bound<'timezone'> & { zones: PersonChoices['zones']; initial: string | null; onTyped: () => void }) {
  const t = useTranslations('users.fields')
  const { organization } = useViewer()
  return (
    <Field {...field('timezone')} label={t('timezone')} help={t('timezoneHelp')}>
      {(control) => (
        <Chosen
          control={control}
          none={t('organizationTimezone', { timezone: spaced(organization.timezone) })}
          options={zones.map((zone) => ({ value: zone, label: spaced(zone) }))}
          initial={initial ?? ''}
          onChange={() => {
            input('timezone').onChange()
            onTyped()
          }}
          placeholder={t('chooseTimezone')}
          search={t('searchTimezones')}
        />
      )}
    </Field>
  )
}

const spaced = (zone: string) => zone.replaceAll('_', ' ')

/** A choice of one out of many, or none, which is ''. */
function Chosen({
  control,
  none,
  options,
  initial,
  onChange,
  ...words
}: {
  control: FieldControl
  none: string
  options: readonly Option[]
  initial: string
  onChange: () => void
  placeholder: string
  search: string
}) {
  const all = [{ value: '', label: none }, ...options]
  // The value may be missing from the list, such as a zone's former name.
  const [chosen, setChosen] = useState<Option>(
    all.find(({ value }) => value === initial) ?? { value: initial, label: spaced(initial) },
  )
  return (
    <Combobox
      control={control}
      options={all}
      value={chosen}
      onChange={(option) => {
        setChosen(option)
        onChange()
      }}
      {...words}
    />
  )
}
