import type { z } from 'zod'
import type { publisherGroupFields } from '@/lib/catalog/rules/publisher-group'
import type { Database } from '@/lib/database/client'
import type { OrganizationTransaction } from '@/lib/database/organization'
import type { Caller } from '@/lib/identity/caller'
import { Refused } from '@/lib/identity/refused'
import { among } from '@/lib/identity/scope'
import { changeRecords, createRecord, rowsOf } from './change-records'
import { insertPublisherGroups } from './create-groups'
import type { Editing } from './editing'
import { firstOf } from './offers-in-use'
import { requireReach } from './publishers'

type Fields = { [Name in keyof typeof publisherGroupFields]: z.output<(typeof publisherGroupFields)[Name]> }

/** In a Prisma `include`: counts the publishers in a group that the caller can see and that aren't archived. */
export const countPublishers = ({ reach }: Caller) => ({
  _count: { select: { publishers: { where: { archived: false, ...among(reach.publishers.see) } } } },
})

/** A group with the number of its publishers. */
export type WithPublishers<Row> = Row & { _count: { publishers: number } }

/** Creates a publisher group. */
export function createPublisherGroup(
  database: Database,
  caller: Caller,
  input: Partial<Fields> & { name: string },
): Promise<{ id: string }> {
  return createRecord(database, caller, 'publisherGroup', (store, by) =>
    insertPublisherGroups(store, [{ ...input, ...by }]),
  )
}

/** Changes all of these publisher groups or none. Those with publishers can't be archived. */
export function changePublisherGroups(
  database: Database,
  caller: Caller,
  ids: readonly string[],
  input: Partial<Fields> & { archived?: boolean },
  editing: Editing = {},
): Promise<void> {
  return changeRecords(database, caller, 'publisherGroup', {
    ids,
    input,
    editing,
    ...rowsOf((store) => store.publisherGroup),
    check: async (store) => {
      const members = await membersOf(store, ids)
      requireReach(caller, members)
      if (input.archived) refuseWithMembers(members)
    },
  })
}

const membersOf = (store: OrganizationTransaction, ids: readonly string[]) =>
  store.publisher.findMany({
    where: { groupId: { in: [...ids] }, archived: false },
    select: { incrementalId: true },
    orderBy: { incrementalId: 'asc' },
  })

function refuseWithMembers(members: readonly { incrementalId: number }[]): void {
  if (members.length === 0) return
  const named = firstOf(members.map(({ incrementalId }) => incrementalId))
  throw new Refused(
    'conflict',
    `Groups with publishers can’t be deleted. Take these publishers out first: ${named}. Nothing was changed.`,
  )
}
