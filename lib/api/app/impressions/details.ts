import { asSeenBy } from '@/lib/reports/fraud-visibility'
import { findImpression } from '@/lib/reports/impressions'
import { handle } from '@/lib/api/operation'
import { Problem } from '@/lib/api/problem'
import { readImpression } from './details.contract'

export const impressionDetailsOperations = [
  handle(readImpression, async (caller, { params: { id } }) => {
    const found = await findImpression(caller, id)
    const [impression] = found ? await asSeenBy(caller, [found]) : []
    if (!impression) throw new Problem('not_found', 'No impression with this ID.')
    return impression
  }),
]
