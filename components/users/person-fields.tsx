'use client'

import { useState } from 'react'
import { Combobox } from '../ui/combobox'
import { Field, Input, type FieldControl } from '../ui/field'
import type { Option } from '../ui/fitting'
import { useViewer } from '../viewer'

// Fields about a person, that they fill in themself or an admin does. Names are those of the API.

/** What can be chosen in them. From the server, since browsers know other zones and name countries otherwise. */
export type PersonChoices = { zones: readonly string[]; countries: readonly Option[] }

type FieldProps = { name: string; error: string | undefined }
type InputProps = { onBlur?: (event: { target: { value: string } }) => void; onChange: () => void }
/** What useForm gives for a field. */
export type Bound<Name extends string> = { field: (name: Name) => FieldProps; input: (name: Name) => InputProps }
/** Browsers fill in only what is about the one who sits before them. */
type Whose = { own?: boolean }

export function NameFields({ field, input, first = '', last = '', own = false }: Bound<'first_name' | 'last_name'> & Whose & { first?: string; last?: string }) {
  return (
    <div className="grid gap-4 sm:grid-cols-2">
      <Field {...field('first_name')} label="First name">
        {(control) => <Input {...control} {...input('first_name')} defaultValue={first} maxLength={100} autoComplete={own ? 'given-name' : 'off'} />}
      </Field>
      <Field {...field('last_name')} label="Last name">
        {(control) => <Input {...control} {...input('last_name')} defaultValue={last} maxLength={100} autoComplete={own ? 'family-name' : 'off'} />}
      </Field>
    </div>
  )
}

/** How and where somebody is reached. */
export function ReachedFields({
  field,
  input,
  person,
  countries,
  onTyped,
  own = false,
}: Bound<'phone' | 'city' | 'country'> & Whose & { person: { phone: string; city: string; country: string }; countries: PersonChoices['countries']; onTyped: () => void }) {
  return (
    <>
      <Field {...field('phone')} label="Phone" help="Optional, as are city and country.">
        {(control) => <Input {...control} {...input('phone')} type="tel" defaultValue={person.phone} autoComplete={own ? 'tel' : 'off'} maxLength={50} />}
      </Field>
      <div className="grid gap-4 sm:grid-cols-2">
        <Field {...field('city')} label="City">
          {(control) => <Input {...control} {...input('city')} defaultValue={person.city} autoComplete={own ? 'address-level2' : 'off'} maxLength={100} />}
        </Field>
        <Field {...field('country')} label="Country">
          {(control) => (
            <Chosen
              control={control}
              none="Not given"
              options={countries}
              initial={person.country}
              onChange={() => {
                input('country').onChange()
                onTyped()
              }}
              placeholder="Choose a country"
              search="Search countries"
            />
          )}
        </Field>
      </div>
    </>
  )
}

/** An IANA zone, or none of one's own. */
export function ZoneField({ field, input, zones, initial, onTyped }: Bound<'timezone'> & { zones: PersonChoices['zones']; initial: string | null; onTyped: () => void }) {
  const { organization } = useViewer()
  return (
    <Field {...field('timezone')} label="Time zone" help="For times in settings. Reports keep the organization’s days.">
      {(control) => (
        <Chosen
          control={control}
          none={`As the organization (${spaced(organization.timezone)})`}
          options={zones.map((zone) => ({ value: zone, label: spaced(zone) }))}
          initial={initial ?? ''}
          onChange={() => {
            input('timezone').onChange()
            onTyped()
          }}
          placeholder="Choose a time zone"
          search="Search time zones"
        />
      )}
    </Field>
  )
}

const spaced = (zone: string) => zone.replaceAll('_', ' ')

/** One of many, or none of them, which is ''. */
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
  // Also one that is not in the list, such as the former name of a zone.
  const [chosen, setChosen] = useState<Option>(all.find(({ value }) => value === initial) ?? { value: initial, label: spaced(initial) })
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
