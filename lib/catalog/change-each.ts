import type { Change } from '@/lib/identity/change'
import type { AuditEntity } from '@/lib/identity/audit-names'
import { Refused } from '@/lib/identity/refused'
import { changeAction, requireUnchanged, type Editing } from './editing'

type Row = { id: string; updatedAt: Date; archived: boolean; active?: boolean }

/** @throws Refused unless every ID has a row and no row changed since the person last saw it */
export function requireAll(rows: readonly Row[], ids: readonly string[], noun: string, editing: Editing): void {
  if (rows.length < ids.length) throw new Refused('not_found', `No ${noun} with this ID.`)
  for (const row of rows) requireUnchanged(row, editing)
}

/**
 * Changes each of these rows, and writes an audit entry for it.
 * @param update stores a row's change and returns it as it is then
 * @param audit the fields that the audit log compares
 */
export async function changeEach<R extends Row>(
  { record }: Change,
  entity: AuditEntity,
  rows: readonly R[],
  update: (row: R) => Promise<R>,
  audit: (row: R) => Record<string, unknown>,
): Promise<void> {
  for (const before of rows) {
    const after = await update(before)
    await record({
      action: changeAction(before, after),
      entity,
      entityId: before.id,
      before: audit(before),
      after: audit(after),
    })
  }
}
