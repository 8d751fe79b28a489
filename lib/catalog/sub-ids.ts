import type { z } from 'zod'
import type { subIdFields } from '@/lib/catalog/rules/sub-id'
import type { Database } from '@/lib/database/client'
import type { OrganizationTransaction } from '@/lib/database/organization'
import type { Caller } from '@/lib/identity/caller'
import { change, type Change } from '@/lib/identity/change'
import { Refused } from '@/lib/identity/refused'
import { changeEachRecord } from './change-records'
import { createSubIds as insert } from './create'
import { audited, type Editing } from './editing'
import { sameFor, type ChangeOf } from './many'
import { requirePublisher } from './publishers'

type Fields = { [Name in keyof typeof subIdFields]: z.output<(typeof subIdFields)[Name]> }

/** A sub ID to create. */
export type SubIdInput = Partial<Fields> & Pick<Fields, 'externalId' | 'name'>
/** Changes to a sub ID. Absent fields stay unchanged. */
export type SubIdChange = Partial<Fields> & { archived?: boolean }

/**
 * Creates all of these sub IDs of a publisher or none.
 * @param isList whether errors say which item of the list is at fault
 * @returns their IDs, in input order
 */
export function createSubIds(
  database: Database,
  caller: Caller,
  publisher: string,
  inputs: readonly SubIdInput[],
  { isList = false }: { isList?: boolean } = {},
): Promise<string[]> {
  return change(database, caller, (changing) => addSubIds(changing, caller, publisher, inputs, { isList }))
}

/** The same within a change. */
export async function addSubIds(
  { database: store, record }: Change,
  caller: Caller,
  publisher: string,
  inputs: readonly SubIdInput[],
  { isList = false }: { isList?: boolean } = {},
): Promise<string[]> {
  const { id: publisherId } = await requirePublisher(store, caller, publisher)
  if (isList) await refuseTaken(store, publisherId, inputs)
  const rows = inputs.map((input) => ({ ...input, publisherId, lastUpdatedById: caller.user.id }))
  const made = await insert(store, rows)
  await record(
    made.map((row) => ({ action: 'create', entity: 'publisherSubId', entityId: row.id, after: audited(row) })),
  )
  return made.map(({ id }) => id)
}

/** Changes all of these sub IDs of a publisher or none. */
export function changeSubIds(
  database: Database,
  caller: Caller,
  publisher: string,
  ids: readonly string[],
  input: SubIdChange,
  editing: Editing = {},
): Promise<void> {
  return change(database, caller, (changing) =>
    changeEachSubId(changing, caller, publisher, sameFor(ids, input), editing),
  )
}

/** Changes each of these sub IDs of a publisher, or none, within a change. */
export async function changeEachSubId(
  changing: Change,
  caller: Caller,
  publisher: string,
  changes: readonly ChangeOf<SubIdChange>[],
  editing: Editing = {},
): Promise<void> {
  const { id: publisherId } = await requirePublisher(changing.database, caller, publisher)
  return changeEachRecord(changing, caller, 'publisherSubId', {
    changes,
    editing,
    find: (store, where) => store.publisherSubId.findMany({ where: { ...where, publisherId } }),
    update: (store, query) => store.publisherSubId.updateMany(query),
  })
}

/** The database's unique index names no row, so items of a list are checked first. The organization is locked, so nothing changes meanwhile. */
async function refuseTaken(
  store: OrganizationTransaction,
  publisherId: string,
  inputs: readonly SubIdInput[],
): Promise<void> {
  const firsts = new Map<string, number>()
  for (const [index, { externalId }] of inputs.entries()) {
    const first = firsts.get(externalId)
    if (first !== undefined)
      throw new Refused('invalid', `is the same as in item ${first}: ${externalId}`, `data.${index}.externalId`)
    firsts.set(externalId, index)
  }
  const taken = await store.publisherSubId.findMany({
    where: { publisherId, archived: false, externalId: { in: [...firsts.keys()] } },
    select: { externalId: true },
    orderBy: { externalId: 'asc' },
  })
  const [one] = taken
  if (!one) return
  const values = taken.map(({ externalId }) => externalId)
  throw new Refused(
    'conflict',
    `${values.length === 1 ? 'is' : 'are'} already used by this publisher’s other sub IDs: ${values.join(', ')}. Nothing was changed.`,
    `data.${firsts.get(one.externalId) ?? 0}.externalId`,
  )
}
