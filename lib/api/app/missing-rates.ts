import { missingRates } from '@/lib/conversions/reprice'
import { database } from '@/lib/database/client'
import { handle } from '@/lib/api/operation'
import { listMissingRates } from './missing-rates.contract'

export const missingRateOperations = [
  handle(listMissingRates, async ({ organization }) => ({ data: await missingRates(database(), organization.id) })),
]
