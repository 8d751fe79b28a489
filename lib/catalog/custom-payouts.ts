import type { z } from 'zod'
import type { customPayoutFields } from '@/lib/catalog/rules/custom-payout'
import { priceFaults } from '@/lib/catalog/rules/price'
import type { Database } from '@/lib/database/client'
import type { Prisma } from '@/lib/database/generated/client'
import type { Caller } from '@/lib/identity/caller'
import { change, type Change } from '@/lib/identity/change'
import { changeEachRecord } from './change-records'
import { insertCustomPayouts } from './create-terms'
import { audited, refuseFaults, type Editing } from './editing'
import { sameFor, type ChangeOf } from './many'
import { requirePublisherIds, requirePublishers, requireReferred } from './referred'

type Fields = { [Name in keyof typeof customPayoutFields]: z.output<(typeof customPayoutFields)[Name]> } & {
  offerId: string
  /** Null means the whole offer. */
  offerEventId: string | null
}

/** Changes to a custom payout, which stays its publisher's. Absent fields stay unchanged. */
export type CustomPayoutChange = Partial<Fields> & { archived?: boolean }

export const withCustomPayoutRelations = {
  publisher: true,
  offer: true,
  offerEvent: true,
} as const satisfies Prisma.CustomPayoutInclude

export type CustomPayoutRow = Prisma.CustomPayoutGetPayload<{ include: typeof withCustomPayoutRelations }>

/** A custom payout to create. */
export type CustomPayoutInput = Partial<Fields> & { publisherId: string; offerId: string }

/** Creates all of these custom payouts or none. @returns their IDs, in the same order */
export function createCustomPayouts(
  database: Database,
  caller: Caller,
  inputs: readonly CustomPayoutInput[],
): Promise<string[]> {
  return change(database, caller, (changing) => addCustomPayouts(changing, caller, inputs))
}

/** The same within a change. */
export async function addCustomPayouts(
  { database: store, record }: Change,
  caller: Caller,
  inputs: readonly CustomPayoutInput[],
): Promise<string[]> {
  await requirePublisherIds(
    store,
    caller,
    inputs.map(({ publisherId }) => publisherId),
  )
  await requireReferred(store, inputs)
  const made = await insertCustomPayouts(
    store,
    inputs.map((input) => ({ ...input, lastUpdatedById: caller.user.id })),
  )
  await record(made.map((row) => ({ action: 'create', entity: 'customPayout', entityId: row.id, after: audited(row) })))
  return made.map(({ id }) => id)
}

/** Changes all of these custom payouts or none. */
export function changeCustomPayouts(
  database: Database,
  caller: Caller,
  ids: readonly string[],
  input: CustomPayoutChange,
  editing: Editing = {},
): Promise<void> {
  return change(database, caller, (changing) => changeEachCustomPayout(changing, caller, sameFor(ids, input), editing))
}

/** Changes each of these custom payouts, or none, within a change. */
export function changeEachCustomPayout(
  changing: Change,
  caller: Caller,
  changes: readonly ChangeOf<CustomPayoutChange>[],
  editing: Editing = {},
): Promise<void> {
  return changeEachRecord(changing, caller, 'customPayout', {
    changes,
    editing,
    find: (store, where) =>
      store.customPayout.findMany({ where, include: withCustomPayoutRelations, orderBy: { id: 'asc' } }),
    update: (store, query) => store.customPayout.updateMany(query),
    flat: withoutRelations,
    check: async (store, pairs) => {
      requirePublishers(
        caller,
        pairs.map(({ row }) => row.publisher),
      )
      for (const { row, input } of pairs) refuseFaults(priceFaults, row, input)
      const next = (which: (input: CustomPayoutChange) => boolean) =>
        pairs.filter(({ input }) => which(input)).map(({ row, input }) => ({ ...row, ...input }))
      const isRestored = ({ archived }: CustomPayoutChange) => archived === false
      await requireReferred(store, next(isRestored), 'conflict')
      await requireReferred(
        store,
        next((input) => !isRestored(input) && (input.offerId !== undefined || input.offerEventId !== undefined)),
      )
    },
  })
}

const withoutRelations = ({ publisher: _publisher, offer: _offer, offerEvent: _event, ...row }: CustomPayoutRow) => row
