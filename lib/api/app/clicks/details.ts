import { findClick } from '@/lib/reports/clicks'
import { asSeenBy } from '@/lib/reports/fraud-visibility'
import { handle } from '@/lib/api/operation'
import { Problem } from '@/lib/api/problem'
import { clickDetails } from './details.contract'

export const clickDetailsOperations = [
  handle(clickDetails, async (caller, { params }) => {
    const found = await findClick(caller, params.id)
    const [click] = found ? await asSeenBy(caller, [found]) : []
    if (!click) throw new Problem('not_found', 'No click with this ID.')
    return click
  }),
]
