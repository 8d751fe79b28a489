'use client'

import { useTranslations } from 'next-intl'
import { exchangeRatesResource, type ExchangeRateAnswer } from '@/lib/api/v2/exchange-rates.contract'
import { call } from '@/components/api/call'
import { FieldPair, OptionField, TextField } from '@/components/catalog/fields'
import { SheetForm } from '@/components/catalog/record-sheet'
import { useCreateForm } from '@/components/catalog/use-create-form'
import { useRecordForm } from '@/components/catalog/use-record-form'
import { DialogForm } from '@/components/forms/form'
import type { useForm } from '@/components/forms/use-form'
import type { Option } from '@/components/ui/fitting'
import { exchangeRateForm, exchangeRateValues, newExchangeRateForm, type ExchangeRateValues } from './forms'

const { create, list, update } = exchangeRatesResource.contracts

type FormState = Pick<ReturnType<typeof useForm<ExchangeRateValues, object>>, 'field' | 'input' | 'value' | 'set'>

function Fields({ form, currencies }: { form: FormState; currencies: readonly Option[] }) {
  const t = useTranslations('exchangeRates.fields')
  return (
    <>
      <FieldPair>
        {(['from', 'to'] as const).map((name) => (
          <OptionField
            key={name}
            field={form.field(name)}
            label={t(name)}
            help={t(`${name}Help`)}
            options={currencies}
            value={form.value(name)}
            onChange={(currency) => form.set(name, currency)}
            search={t('searchCurrencies')}
          />
        ))}
      </FieldPair>
      <FieldPair>
        <TextField
          form={form}
          name="rate"
          label={t('rate')}
          help={t('rateHelp')}
          placeholder="0.92"
          inputMode="decimal"
          className="tabular-nums"
        />
        <TextField form={form} name="valid_from" label={t('validFrom')} help={t('validFromHelp')} type="date" />
      </FieldPair>
      <TextField form={form} name="source" label={t('source')} placeholder="ECB" />
    </>
  )
}

function useMissing() {
  const t = useTranslations('exchangeRates.fields')
  return { from: t('fromMissing'), to: t('toMissing'), rate: t('rateMissing'), valid_from: t('validFromMissing') }
}

/** An exchange rate to edit. */
export function ExchangeRateEditor({
  rate,
  reload,
  currencies,
}: {
  rate: ExchangeRateAnswer
  reload: () => Promise<ExchangeRateAnswer>
  currencies: readonly Option[]
}) {
  const t = useTranslations('exchangeRates.fields')
  const form = useRecordForm({
    form: exchangeRateForm,
    record: rate,
    valuesOf: exchangeRateValues,
    empty: useMissing(),
    send: (body, ifMatch) => call(update, { params: { exchangeRateID: rate.id }, body }, { ifMatch }),
    reload,
  })
  const names: Readonly<Record<string, string>> = {
    from: t('from'),
    to: t('to'),
    rate: t('rate'),
    valid_from: t('validFrom'),
    source: t('source'),
  }
  return (
    <SheetForm form={form} nameOf={(field) => names[field] ?? field} isEditable={!rate.archived}>
      <Fields form={form} currencies={currencies} />
    </SheetForm>
  )
}

/** The form that creates an exchange rate. */
export function NewExchangeRate({ currencies, close }: { currencies: readonly Option[]; close: () => void }) {
  const t = useTranslations('exchangeRates')
  const form = useCreateForm({
    form: newExchangeRateForm,
    empty: useMissing(),
    list,
    create: (body) => call(create, { body }),
    close,
  })
  return (
    <DialogForm form={form} words={{ submit: t('create'), submitting: t('creating') }} onCancel={close}>
      <Fields form={form} currencies={currencies} />
    </DialogForm>
  )
}
