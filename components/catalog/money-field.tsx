'use client'

import { useTranslations } from 'next-intl'
import type { ComponentProps, ReactNode } from 'react'
import { Field, Input, Select } from '@/components/ui/field'

type Bound = { name: string; id: string; error: string | undefined }

/** An amount of money, as text so that it stays exact, and its currency beside it. */
export function MoneyField({
  amount,
  currency,
  currencies,
  label,
  help,
}: {
  /** From `form.field` and `form.input`. */
  amount: { field: Bound; input: ComponentProps<'input'> }
  /** The currency's field, or its code if it can't be chosen here. */
  currency: { field: Bound; input: ComponentProps<'select'> } | string
  currencies?: readonly string[]
  label: string
  help?: ReactNode
}) {
  const t = useTranslations('catalog.pickers')
  return (
    <div className="grid grid-cols-[minmax(0,1fr)_auto] items-start gap-2">
      <Field {...amount.field} label={label} help={help}>
        {(control) => (
          <Input {...control} {...amount.input} inputMode="decimal" autoComplete="off" className="tabular-nums" />
        )}
      </Field>
      {typeof currency === 'string' ? (
        <p className="control mt-6.5 flex items-center text-muted">{currency}</p>
      ) : (
        <Field {...currency.field} label={t('currency')}>
          {(control) => (
            <Select {...control} {...currency.input} className="w-24">
              {(currencies ?? []).map((code) => (
                <option key={code} value={code}>
                  {code}
                </option>
              ))}
            </Select>
          )}
        </Field>
      )}
    </div>
  )
}
