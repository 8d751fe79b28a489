'use client'

import { useTranslations } from 'next-intl'
import { CountedArea } from '@/components/catalog/counted-area'
import { FieldPair, OptionField, TextField } from '@/components/catalog/fields'
import { Checkbox, Field, Select } from '@/components/ui/field'
import type { Option } from '@/components/ui/fitting'
import type { PublisherFormState } from './publisher-fields'

type Props = { form: PublisherFormState }

/** Where it's billed and paid. */
export function BillingFields({
  form,
  countries,
  currencies,
}: Props & { countries: readonly Option[]; currencies: readonly Option[] }) {
  const t = useTranslations('publishers.fields')
  return (
    <>
      <FieldPair>
        <TextField form={form} name="billing.name" label={t('billingName')} help={t('billingNameHelp')} />
        <TextField form={form} name="billing.email" label={t('billingEmail')} type="email" />
      </FieldPair>
      <CountedArea
        field={form.field('billing.address')}
        input={form.input('billing.address')}
        value={form.value('billing.address')}
        most={500}
        label={t('billingAddress')}
        rows={3}
      />
      <FieldPair>
        <OptionField
          field={form.field('billing.country')}
          label={t('billingCountry')}
          options={countries}
          none={t('noCountry')}
          value={form.value('billing.country')}
          onChange={(country) => form.set('billing.country', country)}
          search={t('searchCountries')}
        />
        <TextField form={form} name="billing.tax_id" label={t('taxId')} help={t('taxIdHelp')} />
      </FieldPair>
      <FieldPair>
        <OptionField
          field={form.field('billing.currency')}
          label={t('currency')}
          options={currencies}
          none={t('organizationCurrency')}
          value={form.value('billing.currency')}
          onChange={(currency) => form.set('billing.currency', currency)}
          search={t('searchCurrencies')}
        />
        <TextField form={form} name="billing.payment_method" label={t('paymentMethod')} help={t('paymentMethodHelp')} />
      </FieldPair>
      <CountedArea
        field={form.field('billing.payment_details')}
        input={form.input('billing.payment_details')}
        value={form.value('billing.payment_details')}
        most={2000}
        label={t('paymentDetails')}
        help={t('paymentDetailsHelp')}
      />
    </>
  )
}

/** Conversion throttling for offers without a throttle of their own. */
export function ThrottleDefaultFields({ form }: Props) {
  const t = useTranslations('publishers.fields')
  return (
    <>
      <Checkbox {...form.check('default_throttle.active')} label={t('throttle')} help={t('throttleHelp')} />
      <FieldPair>
        <TextField
          form={form}
          name="default_throttle.throttle_percentage"
          label={t('throttlePercentage')}
          help={t('throttlePercentageHelp')}
          inputMode="numeric"
        />
        <Field
          {...form.field('default_throttle.throttle_status')}
          label={t('throttleStatus')}
          help={t('throttleStatusHelp')}
        >
          {(control) => (
            <Select {...control} {...form.input('default_throttle.throttle_status')}>
              <option value="Pending">{t('pending')}</option>
              <option value="Rejected">{t('rejected')}</option>
            </Select>
          )}
        </Field>
      </FieldPair>
    </>
  )
}
