import type { z } from 'zod'
import type { ImportContracts } from '@/lib/api/resource/import.contract'
import { advertisersImport } from '@/lib/api/v2/advertisers.contract'
import { customPayoutsImport } from '@/lib/api/v2/custom-payouts.contract'
import { exchangeRatesImport } from '@/lib/api/v2/exchange-rates.contract'
import { shortLinksImport } from '@/lib/api/v2/links.contract'
import { offersImport } from '@/lib/api/v2/offers.contract'
import { publishersImport } from '@/lib/api/v2/publishers.contract'
import { subIdsImport } from '@/lib/api/v2/sub-ids.contract'

export type ImportKind =
  'advertisers' | 'publishers' | 'offers' | 'subIds' | 'customPayouts' | 'exchangeRates' | 'shortLinks'

/** What can be imported. */
export const importKinds: Readonly<Record<ImportKind, ImportContracts<z.ZodObject>>> = {
  advertisers: advertisersImport,
  publishers: publishersImport,
  offers: offersImport,
  subIds: subIdsImport,
  customPayouts: customPayoutsImport,
  exchangeRates: exchangeRatesImport,
  shortLinks: shortLinksImport,
}

/** An import: what of, and the IDs in the path before it, such as the publisher's. */
export type Importing = { kind: ImportKind; params: Readonly<Record<string, string | number>> }
