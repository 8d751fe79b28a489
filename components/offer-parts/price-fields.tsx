'use client'

import { useTranslations } from 'next-intl'
import type { ComponentProps } from 'react'
import { priceUses } from '@/lib/api/v2/offer-options'
import { FieldPair } from '@/components/catalog/fields'
import { Field, Input, Select } from '@/components/ui/field'

type Side = 'payout' | 'revenue'
type Type = keyof typeof priceUses
type Name = Side | `${Side}_type` | `${Side}_percent`

/** The parts of useForm and useRecordForm that these fields need. */
export type PriceForm = {
  field: (name: Name) => { name: string; id: string; error: string | undefined }
  input: (name: Name) => ComponentProps<'input'> & ComponentProps<'select'> & { defaultValue: string }
  value: (name: Name) => string
  set: (name: Name, value: string) => void
}

const sides = ['payout', 'revenue'] as const
const isType = (name: string): name is Type => Object.hasOwn(priceUses, name)
const nothing = { amount: false, percent: false }
/** Unknown has no effect. */
const usedBy = (type: string) => (isType(type) && type !== 'Unknown' ? priceUses[type] : nothing)

function SideFields({
  form,
  side,
  types,
  currency,
}: {
  form: PriceForm
  side: Side
  types: readonly Type[]
  currency: string
}) {
  const t = useTranslations('offerParts.price')
  const chosen = form.value(`${side}_type`)
  const uses = usedBy(chosen)
  const { onChange, ...select } = form.input(`${side}_type`)

  /** What a type doesn't use has to be 0. */
  function clearUnused(type: string) {
    if (!usedBy(type).amount) form.set(side, '0')
    if (!usedBy(type).percent) form.set(`${side}_percent`, '0')
  }
  return (
    <>
      <Field {...form.field(`${side}_type`)} label={t(`${side}Type`)}>
        {(control) => (
          <Select
            {...control}
            {...select}
            onChange={(event) => {
              onChange?.(event)
              clearUnused(event.target.value)
            }}
          >
            {types.map((type) => (
              <option key={type} value={type}>
                {t(`types.${type}`)}
              </option>
            ))}
          </Select>
        )}
      </Field>
      <FieldPair>
        {uses.amount && (
          <Field {...form.field(side)} label={t(side, { currency })}>
            {(control) => (
              <Input
                {...control}
                {...form.input(side)}
                inputMode="decimal"
                autoComplete="off"
                className="tabular-nums"
              />
            )}
          </Field>
        )}
        {uses.percent && (
          <Field
            {...form.field(`${side}_percent`)}
            label={t(`${side}Percent`)}
            help={chosen === 'PRV' && t('ofRevenue')}
          >
            {(control) => (
              <Input
                {...control}
                {...form.input(`${side}_percent`)}
                inputMode="decimal"
                autoComplete="off"
                className="tabular-nums"
              />
            )}
          </Field>
        )}
      </FieldPair>
    </>
  )
}

/** What something pays and earns: a type each, and only the amounts that it uses. */
export function PriceFields({
  form,
  types,
  currency,
}: {
  form: PriceForm
  types: Readonly<Record<Side, readonly Type[]>>
  currency: string
}) {
  return sides.map((side) => <SideFields key={side} form={form} side={side} types={types[side]} currency={currency} />)
}
