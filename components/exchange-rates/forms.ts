import { exchangeRatesResource, type ExchangeRateAnswer } from '@/lib/api/v2/exchange-rates.contract'
import { defineForm } from '@/components/forms/define'

/** A rate in digits: small numbers would otherwise be written as 1e-7. */
export const rateText = (rate: number): string => rate.toFixed(10).replace(/\.?0+$/, '')

/** What the form shows for an exchange rate, or for a new one. */
export const exchangeRateValues = (rate: ExchangeRateAnswer | null) => ({
  from: rate?.from ?? '',
  to: rate?.to ?? '',
  rate: rate ? rateText(rate.rate) : '',
  valid_from: rate?.valid_from ?? '',
  source: rate?.source ?? '',
})

export type ExchangeRateValues = ReturnType<typeof exchangeRateValues>

const { create, update } = exchangeRatesResource.contracts

export const newExchangeRateForm = defineForm({ to: create, values: exchangeRateValues(null) })
export const exchangeRateForm = defineForm({ to: update, values: exchangeRateValues(null) })
