'use client'

import { useTranslations } from 'next-intl'
import { useState } from 'react'
import type { Entity } from '@/lib/reports/entity'
import { usePublishers } from '@/components/shell/use-publishers'
import { Combobox } from '@/components/ui/combobox'
import { Field, Select } from '@/components/ui/field'
import type { Option } from '@/components/ui/fitting'
import type { Reaches } from './forms'
import { reaches } from './people'
import type { FormOf } from './person-fields'

// Fields about what a user can access. Named as in the API, except where one field stands for two of the API's.

const sides = [
  { name: 'publishers_reach', label: 'publishers' },
  { name: 'advertisers_reach', label: 'advertisers' },
] as const

/** What an account manager has access to. */
export function ReachFields({ form }: { form: Pick<FormOf<keyof Reaches>, 'field' | 'input'> }) {
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
