import { pageOf, queryString, type Params } from '@/components/url/url-state'

/** Stands for all months in the URL. */
export const ALL_MONTHS = 'all'

export const stages = ['draft', 'approved', 'paid'] as const

/** The month that a list shows, such as 2026-10, or all of them. */
export const monthIn = (params: Params, usual: string): string => params.get('month') ?? usual

/** The list's question for the API. */
export function statementsQuestion(params: Params, usualMonth: string): string {
  const month = monthIn(params, usualMonth)
  const stage = params.get('stage')
  const sort = params.get('sort') ?? (month === ALL_MONTHS ? '-month' : '-total')
  // Only one publisher can be asked for, not several, or all but some.
  const publisher = /^\d+$/.exec(params.get('publisher') ?? '')?.[0]
  const { page, perPage } = pageOf(params)
  return queryString(
    new URLSearchParams({
      ...(month === ALL_MONTHS ? {} : { 'filter[month]': month }),
      ...(publisher === undefined ? {} : { 'filter[publisher_id]': publisher }),
      ...(stage === null ? {} : { 'filter[status]': stage }),
      sort,
      'page[number]': String(page),
      'page[size]': String(perPage),
    }),
  )
}
