'use client'

import { useState } from 'react'
import type { UserAnswer } from '@/lib/api/v2/user-shapes'
import type { Entity } from '@/lib/reports/shapes'
import { usePublishers } from '../shell/use-publishers'
import { Combobox, type Option } from '../ui/combobox'
import { Field, Input, Select, type FieldControl } from '../ui/field'
import { useViewer } from '../viewer'
import { reaches, reachOf, reachWords } from './people'

// Fields that the invitation and the details of a user share. Names are those of the API, except where a field is two of the API's.

type FieldProps = { name: string; error: string | undefined }
type InputProps = { onBlur?: (event: { target: { value: string } }) => void; onChange: () => void }
/** What useForm gives for a field. */
export type Bound<Name extends string> = { field: (name: Name) => FieldProps; input: (name: Name) => InputProps }

export function NameFields({ field, input, first = '', last = '' }: Bound<'first_name' | 'last_name'> & { first?: string; last?: string }) {
  return (
    <div className="grid gap-4 sm:grid-cols-2">
      <Field {...field('first_name')} label="First name">
        {(control) => <Input {...control} {...input('first_name')} defaultValue={first} maxLength={100} autoComplete="off" />}
      </Field>
      <Field {...field('last_name')} label="Last name">
        {(control) => <Input {...control} {...input('last_name')} defaultValue={last} maxLength={100} autoComplete="off" />}
      </Field>
    </div>
  )
}

const sides = [
  { name: 'publishers_reach', label: 'Publishers' },
  { name: 'advertisers_reach', label: 'Advertisers' },
] as const

/** What an account manager looks after. */
export function ReachFields({ field, input, user }: Bound<'publishers_reach' | 'advertisers_reach'> & { user?: UserAnswer }) {
  const now = {
    publishers_reach: user ? reachOf(user.is_publisher_manager, user.publisher_manager_access) : 'Restricted',
    advertisers_reach: user ? reachOf(user.is_advertiser_manager, user.advertiser_manager_access) : 'Restricted',
  }
  return (
    <fieldset className="space-y-2">
      <legend className="font-medium">Looks after</legend>
      <p className="text-sm text-muted">Clicks and reports follow from this: those of the publishers and of the advertisers that are seen.</p>
      <div className="space-y-3 pt-1">
        {sides.map(({ name, label }) => (
          <Field key={name} {...field(name)} label={label}>
            {(control) => (
              <Select {...control} {...input(name)} defaultValue={now[name]}>
                {reaches.map((reach) => (
                  <option key={reach} value={reach}>
                    {reachWords[reach]}
                  </option>
                ))}
              </Select>
            )}
          </Field>
        ))}
      </div>
    </fieldset>
  )
}

/** The fields above in the API's words. */
export function reachBody(values: { publishers_reach: string; advertisers_reach: string }) {
  const access = (reach: string) => (reach === 'none' ? undefined : reach)
  return {
    is_publisher_manager: values.publishers_reach !== 'none',
    publisher_manager_access: access(values.publishers_reach),
    is_advertiser_manager: values.advertisers_reach !== 'none',
    advertiser_manager_access: access(values.advertisers_reach),
  }
}

const asOption = ({ id, name }: Entity): Option => ({ value: String(id), label: name })

/** Which publisher somebody belongs to. */
export function PublisherField({ field, input }: Bound<'publisher'>) {
  const [typed, setTyped] = useState('')
  const [chosen, setChosen] = useState<Option | null>(null)
  const { publishers, pending } = usePublishers(typed, null)
  return (
    <Field {...field('publisher')} label="Publisher" help="Whose clicks they see.">
      {(control) => (
        <Combobox
          control={control}
          options={publishers.map(asOption)}
          value={chosen}
          onChange={(option) => {
            setChosen(option)
            input('publisher').onChange()
          }}
          placeholder="Choose a publisher"
          search="Search publishers"
          onTyped={setTyped}
          nothing={pending ? 'Searching…' : 'No publisher is called so.'}
        />
      )}
    </Field>
  )
}

/** An IANA zone, or none of one's own. `zones` come from the server, since browsers know other ones. */
export function ZoneField({ control, zones, initial, onChange }: { control: FieldControl; zones: readonly string[]; initial: string | null; onChange: () => void }) {
  const { organization } = useViewer()
  const optionOf = (zone: string): Option => ({ value: zone, label: zone.replaceAll('_', ' ') })
  const none: Option = { value: '', label: `As the organization (${optionOf(organization.timezone).label})` }
  const options = [none, ...zones.map(optionOf)]
  // Also one that is not in the list, such as a former name.
  const [chosen, setChosen] = useState<Option>(initial === null ? none : optionOf(initial))
  return (
    <Combobox
      control={control}
      options={options}
      value={chosen}
      onChange={(option) => {
        setChosen(option)
        onChange()
      }}
      placeholder="Choose a time zone"
      search="Search time zones"
    />
  )
}
