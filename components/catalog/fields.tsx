'use client'

import { useTranslations } from 'next-intl'
import type { ChangeEvent, ComponentProps, FocusEvent, ReactNode } from 'react'
import { Combobox } from '@/components/ui/combobox'
import { Field, Input } from '@/components/ui/field'
import type { Option } from '@/components/ui/fitting'

/** What useForm and useRecordForm return for a field of text. */
export type TextForm<Name extends string> = {
  field: (name: Name) => { name: string; id: string; error: string | undefined }
  input: (name: Name) => {
    ref: (element: HTMLElement | null) => void
    onBlur: (event: FocusEvent) => void
    onChange: (event: ChangeEvent) => void
    defaultValue: string
  }
}

type Labels = { label: string; help?: ReactNode }

/** A line of text. */
export function TextField<Name extends string>({
  form,
  name,
  label,
  help,
  ...rest
}: Labels & { form: TextForm<Name>; name: Name } & Omit<ComponentProps<'input'>, 'form' | 'name'>) {
  return (
    <Field {...form.field(name)} label={label} help={help}>
      {(control) => <Input {...control} {...form.input(name)} autoComplete="off" {...rest} />}
    </Field>
  )
}

/** A choice of one out of many known options, such as a country. */
export function OptionField({
  field,
  label,
  help,
  options,
  none,
  value,
  onChange,
  search,
}: Labels & {
  /** From `form.field(name)`. */
  field: { name: string; id: string; error: string | undefined }
  options: readonly Option[]
  /** What to call no choice, which is ''. Without it, there has to be one. */
  none?: string
  value: string
  onChange: (value: string) => void
  /** The search field's placeholder. */
  search: string
}) {
  const t = useTranslations('catalog.pickers')
  const all = none === undefined ? options : [{ value: '', label: none }, ...options]
  return (
    <Field {...field} label={label} help={help}>
      {(control) => (
        <Combobox
          control={control}
          options={all}
          value={all.find((option) => option.value === value) ?? (value === '' ? null : { value, label: value })}
          onChange={(option) => onChange(option.value)}
          placeholder={t('choose')}
          search={search}
        />
      )}
    </Field>
  )
}

/** Two fields side by side, where there's room. */
export const FieldPair = ({ children }: { children: ReactNode }) => (
  <div className="grid items-start gap-4 sm:grid-cols-2">{children}</div>
)
