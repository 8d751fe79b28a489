'use client'

import { useTranslations } from 'next-intl'
import { Field, Select } from '@/components/ui/field'
import { TextField, type TextForm } from './fields'
import { MoneyField } from './money-field'
import { usedBy, type PriceType, type Side } from './price-text'

type Name = Side | `${Side}_type` | `${Side}_percent`

/** The parts of useForm and useRecordForm that these fields need. */
export type PriceForm = TextForm<Name> & {
  value: (name: Name) => string
  set: (name: Name, value: string) => void
}

const sides = ['payout', 'revenue'] as const

function SideFields({
  form,
  side,
  types,
  currency,
}: {
  form: PriceForm
  side: Side
  types: readonly PriceType[]
  currency: string
}) {
  const t = useTranslations('catalog.price')
  const chosen = form.value(`${side}_type`)
  const { amount, percent } = usedBy(chosen)
  const { onChange, ...select } = form.input(`${side}_type`)

  /** What a type doesn't use has to be 0. */
  function clearUnused(type: string) {
    const uses = usedBy(type)
    if (!uses.amount) form.set(side, '0')
    if (!uses.percent) form.set(`${side}_percent`, '0')
  }
  return (
    <div className="@container">
      <div className="grid items-start gap-4 @xl:grid-cols-2">
        <Field {...form.field(`${side}_type`)} label={t(`${side}Type`)}>
          {(control) => (
            <Select
              {...control}
              {...select}
              onChange={(event) => {
                onChange(event)
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
        {amount && (
          <MoneyField
            amount={{ field: form.field(side), input: form.input(side) }}
            currency={currency}
            label={t(side)}
          />
        )}
        {percent && (
          <TextField
            form={form}
            name={`${side}_percent`}
            label={t(`${side}Percent`)}
            help={t(chosen === 'PRV' ? 'ofRevenue' : 'ofSale')}
            inputMode="decimal"
            className="tabular-nums"
          />
        )}
      </div>
    </div>
  )
}

/** What something pays and earns: a type each, and only the amounts that it uses. */
export function PriceFields({
  form,
  types,
  currency,
}: {
  form: PriceForm
  types: Readonly<Record<Side, readonly PriceType[]>>
  currency: string
}) {
  return sides.map((side) => <SideFields key={side} form={form} side={side} types={types[side]} currency={currency} />)
}

/** What people call the fields of a price. */
export function usePriceNames(): Readonly<Record<Name, string>> {
  const t = useTranslations('catalog.price')
  return {
    payout_type: t('payoutType'),
    payout: t('payout'),
    payout_percent: t('payoutPercent'),
    revenue_type: t('revenueType'),
    revenue: t('revenue'),
    revenue_percent: t('revenuePercent'),
  }
}
