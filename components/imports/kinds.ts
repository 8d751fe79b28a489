import type { z } from 'zod'
import type { ImportContracts } from '@/lib/api/resource/import.contract'
import { advertisersImport, advertisersResource } from '@/lib/api/v2/advertisers.contract'
import { customPayoutsImport, customPayoutsResource } from '@/lib/api/v2/custom-payouts.contract'
import { offersImport, offersResource } from '@/lib/api/v2/offers.contract'
import { publishersImport, publishersResource } from '@/lib/api/v2/publishers.contract'
import { subIdsImport, subIdsResource } from '@/lib/api/v2/sub-ids.contract'

export type ImportKind = 'advertisers' | 'publishers' | 'offers' | 'subIds' | 'customPayouts'

type Kind = { contracts: ImportContracts<z.ZodObject>; list: { id: string } }

/** What can be imported, and the list that shows it. */
export const importKinds: Readonly<Record<ImportKind, Kind>> = {
  advertisers: { contracts: advertisersImport, list: advertisersResource.contracts.list },
  publishers: { contracts: publishersImport, list: publishersResource.contracts.list },
  offers: { contracts: offersImport, list: offersResource.contracts.list },
  subIds: { contracts: subIdsImport, list: subIdsResource.contracts.list },
  customPayouts: { contracts: customPayoutsImport, list: customPayoutsResource.contracts.list },
}

/** An import: what of, and the IDs in the path before it, such as the publisher's. */
export type Importing = { kind: ImportKind; params: Readonly<Record<string, string | number>> }
