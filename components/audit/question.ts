import { exportAudit } from '@/lib/api/app/audit.contract'
import { DEFAULT_PRESET } from '@/lib/reports/range'
import { defaultSize, queryString, type Params } from '@/components/url/url-state'

export const defaultAuditSort = '-created_at'

/** Which entries to show, according to the page's parameters. */
function filtersOf(params: Params): URLSearchParams {
  const asked = new URLSearchParams()
  const put = (name: string, value: string | null) => value && asked.set(name, value)
  put('q', params.get('q'))
  put('filter[actor_email]', params.get('who'))
  put('filter[entity]', params.get('entity'))
  put('filter[action]', params.get('action'))
  put('range', params.get('range') ?? DEFAULT_PRESET)
  put('from', params.get('from'))
  put('to', params.get('to'))
  return asked
}

/** The log's question to the server. */
export function auditQuestion(params: Params): string {
  const asked = filtersOf(params)
  asked.set('sort', params.get('sort') ?? defaultAuditSort)
  asked.set('page[number]', params.get('page') ?? '1')
  asked.set('page[size]', params.get('per_page') ?? defaultSize)
  return queryString(asked)
}

/** The URL to download all of these entries as CSV. */
export function exportPath(params: Params): string {
  const asked = filtersOf(params)
  // A byte order mark, for Excel.
  asked.set('bom', 'true')
  return `${exportAudit.path}?${queryString(asked)}`
}

/** The question for the one entry that a link names. */
export const entryQuestion = (id: string): string => queryString(new URLSearchParams({ 'filter[id]': id }))
