import { addDays, rangeDays, startOfDay, todayIn } from '../days'
import { queryString, rangeOf, type Params } from '../url-state'

export const auditPath = '/api/app/audit'
export const defaultAuditSort = '-created_at'

/** Which entries are meant, from the page's own parameters. Days are the organization's. */
function filtersOf(params: Params, timezone: string): URLSearchParams {
  const { from, to } = rangeDays(rangeOf(params), todayIn(timezone))
  const asked = new URLSearchParams()
  const put = (name: string, value: string | null) => value && asked.set(name, value)
  put('q', params.get('q'))
  put('filter[actor_email]', params.get('who'))
  put('filter[entity]', params.get('entity'))
  put('filter[action]', params.get('action'))
  asked.set('filter[created_at][gte]', startOfDay(from, timezone))
  asked.set('filter[created_at][lt]', startOfDay(addDays(to, 1), timezone))
  return asked
}

/** What the log asks the server. */
export function auditQuestion(params: Params, timezone: string): string {
  const asked = filtersOf(params, timezone)
  asked.set('sort', params.get('sort') ?? defaultAuditSort)
  asked.set('page[number]', params.get('page') ?? '1')
  asked.set('page[size]', params.get('per_page') ?? '50')
  return queryString(asked)
}

/** Where all of these entries are to be had as CSV. */
export function exportPath(params: Params, timezone: string): string {
  const asked = filtersOf(params, timezone)
  // For Excel.
  asked.set('bom', 'true')
  return `${auditPath}/export?${queryString(asked)}`
}

/** Asks for one entry, that a link names. */
export const entryQuestion = (id: string): string => queryString(new URLSearchParams({ 'filter[id]': id }))
