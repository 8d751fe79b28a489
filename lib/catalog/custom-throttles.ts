import type { z } from 'zod'
import type { throttleFields } from '@/lib/catalog/rules/throttle'
import type { Database } from '@/lib/database/client'
import type { Prisma } from '@/lib/database/generated/client'
import type { Caller } from '@/lib/identity/caller'
import { change } from '@/lib/identity/change'
import { changeRecords } from './change-records'
import { insertCustomThrottles } from './create-terms'
import { audited, type Editing } from './editing'
import { requirePublisherIds, requirePublishers, requireReferred } from './referred'

type Fields = { [Name in keyof typeof throttleFields]: z.output<(typeof throttleFields)[Name]> } & { offerId: string }

/** Changes to a custom throttle, which stays its publisher's. Absent fields stay unchanged. */
export type CustomThrottleChange = Partial<Fields> & { archived?: boolean }

export const withCustomThrottleRelations = {
  publisher: true,
  offer: true,
} as const satisfies Prisma.CustomThrottleInclude

export type CustomThrottleRow = Prisma.CustomThrottleGetPayload<{ include: typeof withCustomThrottleRelations }>

/** Creates all of these custom throttles or none. @returns their IDs, in the same order */
export function createCustomThrottles(
  database: Database,
  caller: Caller,
  inputs: readonly (Partial<Fields> & { publisherId: string; offerId: string; throttlePercentage: number })[],
): Promise<string[]> {
  return change(database, caller, async ({ database: store, record }) => {
    await requirePublisherIds(
      store,
      caller,
      inputs.map(({ publisherId }) => publisherId),
    )
    await requireReferred(store, inputs)
    const made = await insertCustomThrottles(
      store,
      inputs.map((input) => ({ ...input, lastUpdatedById: caller.user.id })),
    )
    await record(
      made.map((row) => ({ action: 'create', entity: 'customThrottle', entityId: row.id, after: audited(row) })),
    )
    return made.map(({ id }) => id)
  })
}

/** Changes all of these custom throttles or none. */
export function changeCustomThrottles(
  database: Database,
  caller: Caller,
  ids: readonly string[],
  input: CustomThrottleChange,
  editing: Editing = {},
): Promise<void> {
  return changeRecords(database, caller, 'customThrottle', {
    ids,
    input,
    editing,
    find: (store, where) =>
      store.customThrottle.findMany({ where, include: withCustomThrottleRelations, orderBy: { id: 'asc' } }),
    update: (store, query) => store.customThrottle.updateMany(query),
    flat: withoutRelations,
    check: async (store, changes) => {
      requirePublishers(
        caller,
        changes.map(({ row }) => row.publisher),
      )
      const next = changes.map(({ row }) => ({ ...row, ...input }))
      if (input.archived === false) await requireReferred(store, next, 'conflict')
      else if (input.offerId !== undefined) await requireReferred(store, next)
    },
  })
}

const withoutRelations = ({ publisher: _publisher, offer: _offer, ...row }: CustomThrottleRow) => row
