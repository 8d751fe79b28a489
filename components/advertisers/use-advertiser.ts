'use client'

import { advertisersResource, type AdvertiserAnswer } from '@/lib/api/v2/advertisers.contract'
import type { First } from '@/components/api/use-answer'
import { useRecord } from '@/components/catalog/use-record'

const { read, list } = advertisersResource.contracts

/** The advertiser with this number, as all of its pages have it. */
export const useAdvertiser = (number: string, first?: First<{ data: AdvertiserAnswer }>) =>
  useRecord({ read, list, params: { advertiserID: number }, first })
