'use client'

import { useId, useState, type ReactNode } from 'react'
import { subIdsResource } from '@/lib/api/v2/sub-ids.contract'
import { useFound } from '@/components/catalog/use-found'
import { Field, Input } from '@/components/ui/field'

/** Any text, with the publisher's managed sub IDs as suggestions. */
export function SubIdField({
  name,
  label,
  help,
  publisher,
  value,
  onChange,
}: {
  name: string
  label: string
  help?: ReactNode
  publisher: number
  value: string
  onChange: (value: string) => void
}) {
  const [touched, setTouched] = useState(false)
  const id = useId()
  const { options } = useFound(
    {
      contract: subIdsResource.contracts.list,
      params: { publisherID: publisher },
      option: (subId) => ({ value: subId.external_id, label: subId.name }),
    },
    value,
    touched,
  )
  return (
    <Field name={name} label={label} help={help}>
      {(control) => (
        <>
          <Input
            {...control}
            list={id}
            value={value}
            maxLength={255}
            autoComplete="off"
            spellCheck={false}
            onFocus={() => setTouched(true)}
            onChange={({ target }) => onChange(target.value)}
          />
          <datalist id={id}>
            {options.map((option) => (
              <option key={option.value} value={option.value}>
                {option.label}
              </option>
            ))}
          </datalist>
        </>
      )}
    </Field>
  )
}
