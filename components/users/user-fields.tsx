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
import type { FormOf } from './person-fields'

// Fields about what a user can access. Named as in the API, except where one field stands for two of the API's.

const sides = [
  { name: 'publishers_reach', label: 'publishers' },
  { name: 'advertisers_reach', label: 'advertisers' },
] as const

/** The values of the fields about access. */
export type Reaches = Record<(typeof sides)[number]['name'], string>

/** What the user has access to, or a new one until that's changed. */
export function reachesOf(user: UserAnswer | null): Reaches {
  return {
    publishers_reach: user ? reachOf(user.is_publisher_manager, user.publisher_manager_access) : 'Restricted',
    advertisers_reach: user ? reachOf(user.is_advertiser_manager, user.advertiser_manager_access) : 'Restricted',
  }
}

/** What an account manager has access to. */
export function ReachFields({ form }: { form: FormOf<keyof Reaches> }) {
  const t = useTranslations('users.access')
  return (
    <fieldset className="space-y-2">
      <legend className="font-medium">{t('title')}</legend>
      <p className="text-sm text-muted">{t('help')}</p>
      <div className="space-y-3 pt-1">
        {sides.map(({ name, label }) => (
          <Field key={name} {...form.field(name)} label={t(label)}>
            {(control) => (
              <Select {...control} {...form.input(name)}>
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

const accesses = reaches.filter((reach) => reach !== 'none')

/** The values of the fields above, as the API takes them. */
export function reachBody(values: Reaches) {
  const access = (reach: string) => accesses.find((one) => one === reach)
  return {
    is_publisher_manager: values.publishers_reach !== 'none',
    publisher_manager_access: access(values.publishers_reach),
    is_advertiser_manager: values.advertisers_reach !== 'none',
    advertiser_manager_access: access(values.advertisers_reach),
  }
}

const asOption = ({ id, name }: Entity): Option => ({ value: String(id), label: name })

/** The publisher a user belongs to. */
export function PublisherField({ form }: { form: FormOf<'publisher'> }) {
  const t = useTranslations('users.fields')
  const [typed, setTyped] = useState('')
  const [chosen, setChosen] = useState<Option | null>(null)
  const { publishers, pending } = usePublishers(typed, null)
  return (
    <Field {...form.field('publisher')} label={t('publisher')} help={t('publisherHelp')}>
      {(control) => (
        <Combobox
          control={control}
          options={publishers.map(asOption)}
          value={form.value('publisher') === '' ? null : chosen}
          onChange={(option) => {
            setChosen(option)
            form.set('publisher', option.value)
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
