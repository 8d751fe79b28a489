'use client'

import { useTranslations } from 'next-intl'
import type { ComponentProps, ReactNode } from 'react'
import { Field, TextArea } from '@/components/ui/field'

/** From this share of the limit on, the count is shown. */
const NEAR = 0.8

/** Text of several lines with a limit. Says how much of it is used once that's close. */
export function CountedArea({
  field,
  input,
  value,
  most,
  label,
  help,
  rows = 4,
}: {
  /** From `form.field(name)`, `form.input(name)`, and `form.value(name)`. */
  field: { name: string; id: string; error: string | undefined }
  input: ComponentProps<'textarea'>
  value: string
  /** The limit in the operation's contract. */
  most: number
  label: string
  help?: ReactNode
  rows?: number
}) {
  const t = useTranslations('catalog.form')
  const { length } = value
  const count = length > most ? t('over', { count: length - most }) : t('count', { count: length, most })
  const isNear = length >= most * NEAR
  return (
    <div>
      <Field {...field} label={label} help={help}>
        {(control) => <TextArea {...control} {...input} rows={rows} />}
      </Field>
      {isNear && <p className="mt-1.5 text-right text-sm text-muted tabular-nums">{count}</p>}
    </div>
  )
}
