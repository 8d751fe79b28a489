import { Prisma } from '@/lib/database/generated/client'
import { quoted } from '@/lib/database/insert-rows'
import type { OrganizationTransaction } from '@/lib/database/organization'
import type { AuditEntity } from '@/lib/identity/audit-names'
import type { Caller } from '@/lib/identity/caller'

// Changes to several records at once, each to its own values, in a few statements however many there are.

/** What to change a record to. Absent and undefined fields stay unchanged. */
export type ChangeOf<Input> = { id: string; input: Input }

/** The same change to each of these records. */
export const sameFor = <Input>(ids: readonly string[], input: Input): ChangeOf<Input>[] =>
  ids.map((id) => ({ id, input }))

/** The records that each distinct value is for, so that it's checked and stored once. Those with an undefined value are left out. */
export function byValue<Value>(
  entries: readonly { id: string; value: Value | undefined }[],
): { value: Value; ids: string[] }[] {
  const groups = new Map<string, { value: Value; ids: string[] }>()
  for (const { id, value } of entries) {
    if (value === undefined) continue
    const key = JSON.stringify(value)
    const group = groups.get(key) ?? { value, ids: [] }
    group.ids.push(id)
    groups.set(key, group)
  }
  return [...groups.values()]
}

type Update = (query: { where: { id: { in: string[] } }; data: object }) => PromiseLike<unknown>

/**
 * Stores changes to columns of several records. Prisma can only set the same values in all of them, so different ones are sent as JSON, which
 * PostgreSQL converts to the columns' types.
 * @param update Prisma's updateMany of the table
 */
export async function updateEach(
  { unscoped, database }: { unscoped: Prisma.TransactionClient; database: OrganizationTransaction },
  caller: Caller,
  entity: AuditEntity,
  update: Update,
  changes: readonly ChangeOf<object>[],
): Promise<void> {
  const groups = byValue(changes.map(({ id, input }) => ({ id, value: given(input) })))
  const [first] = groups
  if (!first) return
  if (groups.length === 1) {
    await update({ where: { id: { in: first.ids } }, data: { ...first.value, lastUpdatedById: caller.user.id } })
    return
  }
  // Tables are named like what the audit log calls their records.
  const table = quoted(entity.charAt(0).toUpperCase() + entity.slice(1))
  const rows = changes.map(({ id, input }) => ({ id, columns: Object.keys(given(input)).toSorted(), ...given(input) }))
  for (const { value: columns, ids } of byValue(rows.map((row) => ({ id: row.id, value: row.columns })))) {
    const these = new Set(ids)
    const json = JSON.stringify(rows.filter(({ id }) => these.has(id)))
    const sets = columns.map((column) => Prisma.sql`${quoted(column)} = given.${quoted(column)}`)
    const all = [
      ...sets,
      Prisma.sql`"updatedAt" = ${new Date()}`,
      Prisma.sql`"lastUpdatedById" = ${caller.user.id}::uuid`,
    ]
    await unscoped.$executeRaw`
      UPDATE ${table} AS stored SET ${Prisma.join(all)}
      FROM jsonb_populate_recordset(NULL::${table}, ${json}::jsonb) AS given
      WHERE stored."organizationId" = ${database.organizationId}::uuid AND stored.id = given.id`
  }
}

const given = (input: object) => Object.fromEntries(Object.entries(input).filter(([, value]) => value !== undefined))
