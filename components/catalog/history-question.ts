import type { AuditEntity } from '@/lib/identity/audit-names'
import { pageOf, queryString, type Params } from '@/components/url/url-state'

/** The question for the changes to one record, newest first. */
export function historyQuestion(params: Params, entity: AuditEntity, id: string): string {
  const { page, perPage } = pageOf(params)
  return queryString(
    new URLSearchParams({
      'filter[entity]': entity,
      'filter[entity_id]': id,
      sort: '-created_at',
      'page[number]': String(page),
      'page[size]': String(perPage),
    }),
  )
}
