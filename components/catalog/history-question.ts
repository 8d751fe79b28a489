import type { AuditEntity } from '@/lib/identity/audit-names'
import { pageOf, queryString, type Params } from '@/components/url/url-state'

/** The question for a page of the changes to one record, newest first. */
export function changesQuestion(
  { page, perPage }: { page: number; perPage: number },
  entity: AuditEntity,
  id: string,
): string {
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

/** The question of a record's page of changes. */
export const historyQuestion = (params: Params, entity: AuditEntity, id: string): string =>
  changesQuestion(pageOf(params), entity, id)
