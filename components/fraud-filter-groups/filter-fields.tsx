'use client'

import { Plus, Trash2 } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useRef, useState, type RefObject } from 'react'
import { fraudFilterGroupsResource } from '@/lib/api/v2/fraud-filter-groups.contract'
import type { useForm } from '@/components/forms/use-form'
import { Button } from '@/components/ui/button'
import { Checkbox, Field, FieldNote, Input, Select, TextArea } from '@/components/ui/field'
import {
  newFilter,
  numbersOf,
  takesValues,
  type FilterKind,
  type FilterValues,
  type FraudFilterGroupValues,
} from './forms'
import { FilterCatch, type Preview } from './preview'

const { kind: kinds, action: actions } = fraudFilterGroupsResource.fields.filters.type.element.shape

/** What useForm and useRecordForm have in common. */
export type FilterFormState = Pick<
  ReturnType<typeof useForm<FraudFilterGroupValues, object>>,
  'field' | 'input' | 'check' | 'value' | 'set'
>

function FilterCard({
  form,
  index,
  filter,
  caught,
  onChange,
  onRemove,
}: {
  form: FilterFormState
  index: number
  filter: FilterValues
  caught: Preview['filters'][number] | undefined
  onChange: (changes: Partial<FilterValues>) => void
  onRemove: () => void
}) {
  const t = useTranslations('fraudFilterGroups')
  const name = t(`kinds.${filter.kind}.name`)
  const valuesKind = filter.kind === 'blocked_ip' ? 'ip' : filter.kind === 'blocked_referrer' ? 'host' : 'agent'
  return (
    <li className="rounded-control border">
      <fieldset className="space-y-3 p-3">
        <legend className="sr-only">{t('fields.filterNumber', { number: index + 1, name })}</legend>
        <div className="flex items-start justify-between gap-3">
          <div className="min-w-0">
            <p aria-hidden className="font-medium">
              {name}
            </p>
            <p className="text-sm text-muted">{t(`kinds.${filter.kind}.sentence`)}</p>
          </div>
          <Button
            variant="ghost"
            shape="icon"
            aria-label={t('fields.remove', { name })}
            title={t('fields.remove', { name })}
            onClick={onRemove}
          >
            <Trash2 aria-hidden />
          </Button>
        </div>
        {takesValues(filter.kind) && (
          <Field
            {...form.field(`filters.${index}.values`)}
            label={t(`fields.values.${valuesKind}`)}
            help={t(`fields.valuesHelp.${valuesKind}`)}
          >
            {(control) => (
              <TextArea
                {...control}
                rows={3}
                spellCheck={false}
                className="font-mono text-sm"
                value={filter.values}
                onChange={({ target }) => onChange({ values: target.value })}
              />
            )}
          </Field>
        )}
        <div className="grid items-start gap-3 sm:grid-cols-3">
          {numbersOf(filter.kind).map((setting) => (
            <Field key={setting} {...form.field(`filters.${index}.${setting}`)} label={t(`fields.${setting}`)}>
              {(control) => (
                <Input
                  {...control}
                  inputMode="numeric"
                  autoComplete="off"
                  value={filter[setting]}
                  onChange={({ target }) => onChange({ [setting]: target.value })}
                />
              )}
            </Field>
          ))}
          <Field {...form.field(`filters.${index}.action`)} label={t('fields.action')}>
            {(control) => (
              <Select
                {...control}
                value={filter.action}
                onChange={({ target }) => onChange({ action: target.value === 'Reject' ? 'Reject' : 'Flag' })}
              >
                {actions.options.map((action) => (
                  <option key={action} value={action}>
                    {t(`actions.${action}`)}
                  </option>
                ))}
              </Select>
            )}
          </Field>
        </div>
        <div className="flex flex-wrap items-start justify-between gap-x-6 gap-y-2">
          <Checkbox
            {...form.field(`filters.${index}.active`)}
            label={t('fields.filterActive')}
            checked={filter.active}
            onChange={({ target }) => onChange({ active: target.checked })}
          />
          {caught && <FilterCatch caught={caught} />}
        </div>
      </fieldset>
    </li>
  )
}

function AddFilter({
  selectRef,
  onAdd,
}: {
  selectRef: RefObject<HTMLSelectElement | null>
  onAdd: (kind: FilterKind) => void
}) {
  const t = useTranslations('fraudFilterGroups')
  const [kind, setKind] = useState<FilterKind>('bot')
  return (
    <div className="flex flex-wrap gap-2 pt-1">
      <div className="min-w-0 flex-1 sm:max-w-72">
        <Select
          ref={selectRef}
          aria-label={t('fields.newKind')}
          value={kind}
          onChange={({ target }) => setKind(kinds.options.find((one) => one === target.value) ?? kind)}
        >
          {kinds.options.map((one) => (
            <option key={one} value={one}>
              {t(`kinds.${one}.name`)}
            </option>
          ))}
        </Select>
      </div>
      <Button onClick={() => onAdd(kind)}>
        <Plus className="text-muted" aria-hidden />
        {t('fields.add')}
      </Button>
    </div>
  )
}

/** A group's filters, in the order that people added them. What each would have caught is beside it, once that's known. */
export function FilterFields({ form, preview }: { form: FilterFormState; preview: Preview | null }) {
  const t = useTranslations('fraudFilterGroups')
  const filters = form.value('filters')
  const field = form.field('filters')
  const add = useRef<HTMLSelectElement>(null)
  const change = (to: FilterValues[]) => form.set('filters', to)
  return (
    <fieldset id={field.id} tabIndex={-1} className="space-y-2">
      <legend className="mb-1.5 font-medium">{t('fields.filters')}</legend>
      {filters.length === 0 ? (
        <p className="rounded-control border border-dashed p-3 text-muted">{t('fields.noFilters')}</p>
      ) : (
        <ul className="space-y-2">
          {filters.map((filter, index) => (
            <FilterCard
              // They have no IDs, and their fields show what the form has.
              // oxlint-disable-next-line react/no-array-index-key
              key={index}
              form={form}
              index={index}
              filter={filter}
              caught={preview?.filters[index]}
              onChange={(changes) => change(filters.with(index, { ...filter, ...changes }))}
              onRemove={() => {
                change(filters.toSpliced(index, 1))
                add.current?.focus()
              }}
            />
          ))}
        </ul>
      )}
      <FieldNote id={field.id} error={field.error} />
      <AddFilter selectRef={add} onAdd={(kind) => change([...filters, newFilter(kind)])} />
    </fieldset>
  )
}
