import { z } from 'zod'
import { findClick } from '@/lib/reports/clicks'
import { clickDetails as clickDetailsAnswer } from '@/lib/reports/shapes'
import { product } from '@/lib/api/dialect'
import { defineContract } from '@/lib/api/contract'
import { handle } from '@/lib/api/operation'
import { Problem } from '@/lib/api/problem'

export const clickDetails = handle(
  defineContract({
    id: 'clickDetails',
    method: 'GET',
    path: '/api/app/clicks/{id}',
    dialect: product,
    access: 'clicks:read',
    tags: ['Pages'],
    summary: 'Get everything recorded about a click',
    params: z.object({ id: z.uuid('must be a click ID') }),
    response: clickDetailsAnswer,
  }),
  async (caller, { params }) => {
    const found = await findClick(caller, params.id)
    if (!found) throw new Problem('not_found', 'No click with this ID.')
    return found
  },
)
