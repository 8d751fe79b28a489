'use client'

import { networksResource, type NetworkAnswer } from '@/lib/api/v2/networks.contract'
import type { First } from '@/components/api/use-answer'
import { useRecord } from '@/components/catalog/use-record'

const { read, list } = networksResource.contracts

/** The network with this number, as all of its pages have it. */
export const useNetwork = (number: string, first?: First<{ data: NetworkAnswer }>) =>
  useRecord({ read, list, params: { networkID: number }, first })
