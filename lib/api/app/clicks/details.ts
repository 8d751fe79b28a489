import { findClick, originOfClick } from '@/lib/reports/clicks'
import { asSeenBy } from '@/lib/reports/fraud-visibility'
import { handle } from '@/lib/api/operation'
import { Problem } from '@/lib/api/problem'
import { clickDetails } from './details.contract'

export const clickDetailsOperations = [
  handle(clickDetails, async (caller, { params }) => {
    const [found, origin] = await Promise.all([findClick(caller, params.id), originOfClick(caller, params.id)])
    const [click] = found ? await asSeenBy(caller, [found]) : []
    if (!click || !origin) throw new Problem('not_found', 'No click with this ID.')
    return { ...click, ...origin }
  }),
]
