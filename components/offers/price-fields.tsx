'use client'

import { useTranslations } from 'next-intl'
import { payoutTypes, priceUses, revenueTypes } from '@/lib/api/v2/offer-options'
import { OptionField, TextField } from '@/components/catalog/fields'
import { MoneyField } from '@/components/catalog/money-field'
import { Field, Select } from '@/components/ui/field'
import type { Option } from '@/components/ui/fitting'
import type { OfferFormState } from './form-state'

const types = { payout: payoutTypes, revenue: revenueTypes }

/** A type, and the amounts that it uses. */
function Side({ form, side }: { form: OfferFormState; side: 'payout' | 'revenue' }) {
  const t = useTranslations('offers.fields')
  const kinds = useTranslations('offers.types')
  const [typeName, amountName, percentName] = [
    `default_payout.${side}_type`,
    `default_payout.${side}`,
    `default_payout.${side}_percent`,
  ] as const
  const type = form.value(typeName)
  const { amount, percent } = priceUses[type]
  const field = form.field(typeName)

  function choose(next: string) {
    const chosen = types[side].find((one) => one === next)
    if (chosen === undefined) return
    form.set(typeName, chosen)
    // An amount that the type doesn't use has to be 0.
    if (!priceUses[chosen].amount) form.set(amountName, '0')
    if (!priceUses[chosen].percent) form.set(percentName, '0')
  }
  return (
    <div className="grid items-start gap-4 sm:grid-cols-2">
      <Field {...field} label={t(`${side}Type`)}>
        {(control) => (
          <Select {...control} value={type} onChange={({ target }) => choose(target.value)}>
            {types[side].map((one) => (
              <option key={one} value={one}>
                {kinds(one)}
              </option>
            ))}
          </Select>
        )}
      </Field>
      {amount && (
        <MoneyField
          amount={{ field: form.field(amountName), input: form.input(amountName) }}
          currency={form.value('currency')}
          label={t(side)}
        />
      )}
      {percent && (
        <TextField
          form={form}
          name={percentName}
          label={t(type === 'PRV' ? 'percentOfRevenue' : 'percentOfSale')}
          inputMode="decimal"
          className="tabular-nums"
        />
      )}
    </div>
  )
}

/** What an offer pays and earns. */
export function PriceFields({ form, currencies }: { form: OfferFormState; currencies: readonly Option[] }) {
  const t = useTranslations('offers.fields')
  return (
    <>
      <Side form={form} side="payout" />
      <Side form={form} side="revenue" />
      <div className="sm:max-w-[calc(50%-0.5rem)]">
        <OptionField
          field={form.field('currency')}
          label={t('currency')}
          options={currencies}
          value={form.value('currency')}
          onChange={(currency) => form.set('currency', currency)}
          search={t('searchCurrencies')}
        />
      </div>
    </>
  )
}
