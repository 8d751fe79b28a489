import { z } from 'zod'
import { dimensions, type Dimension, type Params } from '@/components/url/url-state'
import type { BulkFilters } from './bulk-decide'

const statusParameter = z.enum(['Approved', 'Pending', 'Rejected'])

/** Dimensions with a control of their own. */
const own = ['publisher', 'conversion_kind'] as const

/** The filters of the page's URL, and the days that it shows. */
export function bulkFilters(params: Params, { from, to }: { from: string; to: string }): BulkFilters {
  const status = statusParameter.safeParse(params.get('status'))
  const chosen: Partial<Record<Dimension | (typeof own)[number], string>> = {}
  for (const name of [...own, ...dimensions]) {
    const value = params.get(name)
    if (value) chosen[name] = value
  }
  return { from, to, ...chosen, ...(status.success ? { status: status.data } : {}) }
}
