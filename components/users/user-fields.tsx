'use client'

import { useState } from 'react'
import type { UserAnswer } from '@/lib/api/v2/user-shapes'
import type { Entity } from '@/lib/reports/shapes'
import { usePublishers } from '../shell/use-publishers'
import { Combobox } from '../ui/combobox'
import { Field, Select } from '../ui/field'
import type { Option } from '../ui/fitting'
import { reaches, reachOf, reachWords } from './people'
import type { Bound } from './person-fields'

// Fields about what a user may do. Names are those of the API, except where a field is two of the API's.

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
export function PublisherField({ field, input, onTyped }: Bound<'publisher'> & { onTyped: () => void }) {
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
            onTyped()
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
