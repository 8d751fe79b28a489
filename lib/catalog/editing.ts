import type { AuditRecord } from '@/lib/identity/audit'
import type { AuditAction, AuditEntity } from '@/lib/identity/audit-names'
import { Refused } from '@/lib/identity/refused'
import type { Fault } from '@/lib/catalog/rules/faults'

// What changes to records of the catalog have in common.

/** How a change is made: by whoever asks for it, and only if the record is still what they saw. */
export type Editing = {
  /** When the record last changed, as far as the person knows. Null if it doesn't matter. */
  unchangedSince?: Date | null
}

/** @throws Refused if the record changed since the person last saw it */
export function requireUnchanged({ updatedAt }: { updatedAt: Date }, { unchangedSince }: Editing): void {
  if (!unchangedSince || unchangedSince.getTime() === updatedAt.getTime()) return
  throw new Refused(
    'stale',
    `This was changed at ${updatedAt.toISOString()}, after you last read it, so your change wasn’t saved. Read it again, and repeat your change if it still applies.`,
  )
}

/** @throws Refused unless every ID has a row and no row changed since the person last saw it */
export function requireAll(
  rows: readonly { updatedAt: Date }[],
  ids: readonly string[],
  noun: string,
  editing: Editing,
): void {
  if (rows.length < ids.length) throw new Refused('not_found', `No ${noun} with this ID.`)
  for (const row of rows) requireUnchanged(row, editing)
}

type State = { archived: boolean; active?: boolean }

/** What the audit log calls a change to a record. */
function changeAction(before: State, after: State): AuditAction {
  if (before.archived !== after.archived) return after.archived ? 'archive' : 'restore'
  if (before.active === after.active) return 'update'
  return after.active ? 'activate' : 'deactivate'
}

/**
 * Refuses a change to several records, naming those at fault, so that it's made to all or none.
 * @param faulty the numbers or IDs of the records at fault
 * @param message what's wrong, without the IDs, such as "Archived advertisers can't be active"
 */
export function refuseSome(faulty: readonly (number | string)[], message: string, total: number): void {
  if (faulty.length === 0) return
  throw new Refused('conflict', total === 1 ? `${message}.` : `${message}: ${faulty.join(', ')}. Nothing was changed.`)
}

/** The fields that the audit log compares. */
export function audited<One extends { lastUpdatedById: string | null }>({
  lastUpdatedById: _by,
  ...fields
}: One): Omit<One, 'lastUpdatedById'> {
  return fields
}

type Row = State & { id: string; lastUpdatedById: string | null }

/** The audit entries of changed records. */
export function changesOf(entity: AuditEntity, before: readonly Row[], after: readonly Row[]): AuditRecord[] {
  const rows = new Map(after.map((row) => [row.id, row]))
  return before.flatMap((row) => {
    const now = rows.get(row.id)
    if (!now) return []
    const action = changeAction(row, now)
    return [{ action, entity, entityId: row.id, before: audited(row), after: audited(now) }]
  })
}

/**
 * Refuses a change that breaks a rule about several fields. A record that broke it before can still be changed otherwise.
 * @param changes absent and undefined fields stay as they are
 * @throws Refused, naming the field
 */
export function refuseFaults<Values extends object>(
  check: (values: Values) => Fault[],
  before: NoInfer<Values>,
  changes: NoInfer<Partial<Values>>,
): void {
  const given = Object.fromEntries(Object.entries(changes).filter(([, value]) => value !== undefined))
  const known = new Set(check(before).map(({ field }) => field))
  const fault = check({ ...before, ...given }).find(({ field }) => !known.has(field))
  if (fault) throw new Refused('invalid', fault.message, fault.field)
}
