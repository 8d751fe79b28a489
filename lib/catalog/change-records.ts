import type { Database } from '@/lib/database/client'
import type { OrganizationTransaction } from '@/lib/database/organization'
import type { AuditEntity } from '@/lib/identity/audit-names'
import type { Caller } from '@/lib/identity/caller'
import { change, type Change } from '@/lib/identity/change'
import { audited, changesOf, requireAll, type Editing } from './editing'
import { sameFor, updateEach, type ChangeOf } from './many'

// The course of every plain change: read what's stored, check it, store the change, and record it.

type Audited = { id: string; archived: boolean; active?: boolean; lastUpdatedById: string | null }
type These = { id: { in: string[] } }

/** A table of Prisma's. */
type Rows<Row> = {
  findMany: (query: { where: These }) => PromiseLike<Row[]>
  updateMany: (query: { where: These; data: object }) => PromiseLike<unknown>
}

/** How one kind of record is read and stored, and what a change of it is checked for. */
type Course<Row extends Audited & { updatedAt: Date }, Input extends object> = {
  editing?: Editing
  find: (store: OrganizationTransaction, where: These) => PromiseLike<Row[]>
  update: (store: OrganizationTransaction, query: { where: These; data: object }) => PromiseLike<unknown>
  /** The row as the audit log compares it, if it comes with what it refers to. */
  flat?: (row: Row) => Audited
  /** @throws Refused if one of the changes isn't allowed */
  check?: (store: OrganizationTransaction, changes: { row: Row; input: Input }[]) => Promise<void> | void
}

/** Rows of a table, without what they refer to. */
export const rowsOf = <Row>(table: (store: OrganizationTransaction) => Rows<Row>) => ({
  find: (store: OrganizationTransaction, where: These) => table(store).findMany({ where }),
  update: (store: OrganizationTransaction, query: { where: These; data: object }) => table(store).updateMany(query),
})

/** Creates a record. */
export function createRecord<Row extends { id: string; lastUpdatedById: string | null }>(
  database: Database,
  caller: Caller,
  entity: AuditEntity,
  insert: (store: OrganizationTransaction, by: { lastUpdatedById: string }) => Promise<Row[]>,
): Promise<Row> {
  return change(database, caller, async ({ database: store, record }) => {
    const [made] = await insert(store, { lastUpdatedById: caller.user.id })
    if (!made) throw new Error(`The ${nounOf(entity)} wasn’t created`)
    await record({ action: 'create', entity, entityId: made.id, after: audited(made) })
    return made
  })
}

/** Changes all of these records or none. Absent and undefined fields stay unchanged. */
export function changeRecords<Row extends Audited & { updatedAt: Date }, Input extends object>(
  database: Database,
  caller: Caller,
  entity: AuditEntity,
  { ids, input, ...course }: Course<Row, Input> & { ids: readonly string[]; input: Input },
): Promise<void> {
  return change(database, caller, (changing) =>
    changeEachRecord(changing, caller, entity, { ...course, changes: sameFor(ids, input) }),
  )
}

/** Changes each of these records, or none, within a change. */
export async function changeEachRecord<Row extends Audited & { updatedAt: Date }, Input extends object>(
  changing: Change,
  caller: Caller,
  entity: AuditEntity,
  {
    changes,
    editing = {},
    find,
    update,
    flat = (row) => row,
    check,
  }: Course<Row, Input> & { changes: readonly ChangeOf<Input>[] },
): Promise<void> {
  const { database: store, record } = changing
  const ids = changes.map(({ id }) => id)
  const these = { id: { in: ids } }
  const before = await find(store, these)
  requireAll(before, ids, nounOf(entity), editing)
  const inputs = new Map(changes.map(({ id, input }) => [id, input]))
  await check?.(
    store,
    before.flatMap((row) => {
      const input = inputs.get(row.id)
      return input === undefined ? [] : [{ row, input }]
    }),
  )
  await updateEach(changing, caller, entity, (query) => update(store, query), changes)
  await record(changesOf(entity, before.map(flat), (await find(store, these)).map(flat)))
}

/** What people call a record: `blockedSubId` is a blocked sub ID. */
const nounOf = (entity: string): string =>
  entity.replaceAll(/[A-Z][a-z]+/g, (word) => ` ${word === 'Id' ? 'ID' : word.toLowerCase()}`)
