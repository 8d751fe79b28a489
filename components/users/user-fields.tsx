'use client'

import { useTranslations } from 'next-intl'
import { useState } from 'react'
import type { UserAnswer } from '@/lib/api/v2/users.contract'
import type { Entity } from '@/lib/reports/entity'
import { usePublishers } from '@/components/shell/use-publishers'
import { Combobox } from '@/components/ui/combobox'
import { Field, Select } from '@/components/ui/field'
import type { Option } from '@/components/ui/fitting'
import { reaches, reachOf } from './people'
import type { Bound } from './person-fields'

// Fields about what a user can access. Named as in the API, except where one field stands for two of the API's.

const sides = [
  { name: 'publishers_reach', label: 'publishers' },
  { name: 'advertisers_reach', label: 'advertisers' },
] as const

/** What an account manager has access to. */
export function ReachFields({
  field,
  input,
  user,
}: Bound<'publishers_reach' | 'advertisers_reach'> & { user?: UserAnswer }) {
  const t = useTranslations('users.access')
  const now = {
    publishers_reach: user ? reachOf(user.is_publisher_manager, user.publisher_manager_access) : 'Restricted',
    advertisers_reach: user ? reachOf(user.is_advertiser_manager, user.advertiser_manager_access) : 'Restricted',
  }
  return (
    <fieldset className="space-y-2">
      <legend className="font-medium">{t('title')}</legend>
      <p className="text-sm text-muted">{t('help')}</p>
      <div className="space-y-3 pt-1">
        {sides.map(({ name, label }) => (
          <Field key={name} {...field(name)} label={t(label)}>
            {(control) => (
              <Select {...control} {...input(name)} defaultValue={now[name]}>
                {reaches.map((reach) => (
                  <option key={reach} value={reach}>
                    {t(reach)}
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

/** The values of the fields above, as the API takes them. */
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

/** The publisher a user belongs to. */
export function PublisherField({ field, input, onTyped }: Bound<'publisher'> & { onTyped: () => void }) {
  const t = useTranslations('users.fields')
  const [typed, setTyped] = useState('')
  const [chosen, setChosen] = useState<Option | null>(null)
  const { publishers, pending } = usePublishers(typed, null)
  return (
    <Field {...field('publisher')} label={t('publisher')} help={t('publisherHelp')}>
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
          placeholder={t('publisherRequired')}
          search={t('searchPublishers')}
          onTyped={setTyped}
          nothing={pending ? t('searching') : t('noPublisher')}
        />
      )}
    </Field>
  )
}
