import type { Dimension } from '@/lib/reports/dimensions'
import { question, queryString, type Params } from '@/components/url/url-state'

/** A filter that the page sets by itself, and which isn't in the URL. */
export type Fixed = { dimension: Dimension; value: string }

/** The question of an overview, which is only about one value of a dimension if that's fixed. Some of those aren't in the filter menu. */
export function overviewQuestion(params: Params, fixed?: Fixed): string {
  const asked = new URLSearchParams(question('overview', params))
  if (fixed) asked.set(fixed.dimension, fixed.value)
  return queryString(asked)
}
