import { defaultSize, queryString, type Params } from '@/components/url/url-state'
import { addDays, today } from '@/lib/days'

// What the page of an offer's link tests asks. The server asks the same first.

export const defaultLinkTestSort = '-timestamp'
/** The URL parameters that filter the log. */
export const linkTestFilterKeys = ['result', 'why', 'tested', 'run'] as const

/** The log's question to the server. */
export function logQuestion(offer: number, params: Params): string {
  const asked = new URLSearchParams({ 'filter[offer_incremental_id]': String(offer) })
  const put = (name: string, value: string | null) => value && asked.set(name, value)
  put('filter[status]', params.get('result'))
  put('filter[failed_reason]', params.get('why'))
  put('filter[landing_page_incremental_id]', params.get('tested'))
  put('filter[run]', params.get('run'))
  asked.set('sort', params.get('sort') ?? defaultLinkTestSort)
  asked.set('page[number]', params.get('page') ?? '1')
  asked.set('page[size]', params.get('per_page') ?? defaultSize)
  return queryString(asked)
}

/** The last 30 days of an offer, for charts. */
export function chartQuestion(offer: number, timezone: string): string {
  const to = today(timezone)
  return queryString(
    new URLSearchParams({
      'filter[offer_incremental_id]': String(offer),
      start_date: addDays(to, -29),
      end_date: to,
      timezone,
    }),
  )
}

/** The landing pages whose state is shown. */
export const pagesQuestion = 'sort=name&page[size]=100'
