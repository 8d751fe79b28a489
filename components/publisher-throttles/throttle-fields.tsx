'use client'

import { Plus } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useState, type ReactNode } from 'react'
import type { CustomThrottleAnswer } from '@/lib/api/v2/custom-throttles.contract'
import { FieldPair, TextField } from '@/components/catalog/fields'
import type { useForm } from '@/components/forms/use-form'
import { Button } from '@/components/ui/button'
import { Checkbox, Field, Select } from '@/components/ui/field'
import { subIdNames, type ThrottleValues } from './forms'

/** What useForm and useRecordForm have in common. */
export type ThrottleFormState = Pick<
  ReturnType<typeof useForm<ThrottleValues, object>>,
  'field' | 'input' | 'check' | 'value' | 'set'
>

/** The fields that say which offer or publisher it's for. Null is a new one. */
export type ThrottleSubject = (form: ThrottleFormState, throttle: CustomThrottleAnswer | null) => ReactNode

/** The values of sub IDs that a throttle is for. */
function FilterFields({ form }: { form: ThrottleFormState }) {
  const t = useTranslations('publishers.throttles')
  const filters = form.value('additional_filters')
  const used = subIdNames.filter((name) => filters[name].include !== '' || filters[name].exclude !== '')
  const [added, setAdded] = useState<readonly string[]>(used)
  const shown = subIdNames.filter((name) => added.includes(name) || used.includes(name))
  const next = subIdNames.find((name) => !shown.includes(name))
  return (
    <fieldset className="space-y-3">
      <legend className="font-medium">{t('filters')}</legend>
      <p className="-mt-2! text-sm text-muted">{t('filtersHelp')}</p>
      {shown.map((name) => (
        <div key={name} className="space-y-3 rounded-control border p-3">
          <p className="font-mono text-sm">{name}</p>
          <TextField
            form={form}
            name={`additional_filters.${name}.include`}
            label={t('include')}
            help={t('includeHelp')}
            className="font-mono"
          />
          <TextField
            form={form}
            name={`additional_filters.${name}.exclude`}
            label={t('exclude')}
            help={t('excludeHelp')}
            className="font-mono"
          />
        </div>
      ))}
      {next !== undefined && (
        <Button onClick={() => setAdded([...added, next])}>
          <Plus className="text-muted" aria-hidden />
          {t('addFilter', { name: next })}
        </Button>
      )}
    </fieldset>
  )
}

/** Which of a publisher's conversions are throttled, and what they become. */
export function ThrottleFields({
  form,
  throttle,
  renderSubject,
}: {
  form: ThrottleFormState
  throttle: CustomThrottleAnswer | null
  renderSubject: ThrottleSubject
}) {
  const t = useTranslations('publishers.throttles')
  return (
    <>
      {renderSubject(form, throttle)}
      <FieldPair>
        <TextField
          form={form}
          name="throttle_percentage"
          label={t('percentage')}
          help={t('percentageHelp')}
          inputMode="numeric"
        />
        <Field {...form.field('throttle_status')} label={t('becomes')}>
          {(control) => (
            <Select {...control} {...form.input('throttle_status')}>
              <option value="Pending">{t('statuses.Pending')}</option>
              <option value="Rejected">{t('statuses.Rejected')}</option>
            </Select>
          )}
        </Field>
      </FieldPair>
      <FilterFields form={form} />
      <Checkbox {...form.check('active')} label={t('active')} help={t('activeHelp')} />
    </>
  )
}
