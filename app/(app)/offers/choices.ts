import type { OfferChoices } from '@/components/offers/offer-fields'
import { offerCurrencies, targetingChoices } from '@/app/choices'

export const offerChoices: OfferChoices = { currencies: offerCurrencies, targeting: targetingChoices }
