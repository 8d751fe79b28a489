'use client'

import { useTranslations } from 'next-intl'
import { useState, type ReactNode } from 'react'
import { Combobox } from '@/components/ui/combobox'
import { Field } from '@/components/ui/field'
import type { Option } from '@/components/ui/fitting'
import { useFound, type Source } from './use-found'

/** A reference to another record, found by typing. Its value is that record's ID, or '' for none. */
export function ReferenceField<Item>({
  field,
  label,
  help,
  source,
  value,
  onChange,
  known,
  none,
  search,
}: {
  /** From `form.field(name)`. */
  field: { name: string; id: string; error: string | undefined }
  label: string
  help?: ReactNode
  source: Source<Item>
  value: string
  onChange: (value: string) => void
  /** What the record refers to now. */
  known: Option | null
  /** What to call no reference. Without it, there has to be one. */
  none?: string
  search: string
}) {
  const t = useTranslations('catalog.pickers')
  const [open, setOpen] = useState(false)
  const [typed, setTyped] = useState('')
  const [picked, setPicked] = useState<Option | null>(null)
  const { options, state } = useFound(source, typed, open)
  const nothing: Option[] = none === undefined || typed.trim() !== '' ? [] : [{ value: '', label: none }]
  const chosen = [picked, known, ...nothing, none === undefined ? null : { value: '', label: none }].find(
    (option) => option?.value === value,
  )
  return (
    <Field {...field} label={label} help={help}>
      {(control) => (
        <Combobox
          control={control}
          options={[...nothing, ...options]}
          value={chosen ?? null}
          onChange={(option) => {
            setPicked(option)
            onChange(option.value)
          }}
          onOpen={() => setOpen(true)}
          placeholder={t('choose')}
          search={search}
          onTyped={setTyped}
          {...(state === 'known' ? {} : { nothing: t(state === 'pending' ? 'searching' : 'failed') })}
        />
      )}
    </Field>
  )
}
