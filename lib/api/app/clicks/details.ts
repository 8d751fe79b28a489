import { findClick } from '@/lib/reports/clicks'
import { handle } from '@/lib/api/operation'
import { Problem } from '@/lib/api/problem'
import { clickDetails } from './details.contract'

export const clickDetailsOperations = [
  handle(clickDetails, async (caller, { params }) => {
    const found = await findClick(caller, params.id)
    if (!found) throw new Problem('not_found', 'No click with this ID.')
    return found
  }),
]
