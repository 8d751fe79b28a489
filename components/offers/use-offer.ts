'use client'

import { allOffersResource, type OfferAnswer } from '@/lib/api/v2/offers.contract'
import type { First } from '@/components/api/use-answer'
import { useRecord } from '@/components/catalog/use-record'

const { read, list } = allOffersResource.contracts

/** The offer with this number, as all of its pages have it. */
export const useOffer = (number: string, first?: First<{ data: OfferAnswer }>) =>
  useRecord({ read, list, params: { offerID: number }, first })
