import type { z } from 'zod'
import type { customPayoutFields } from '@/lib/catalog/rules/custom-payout'
import { priceFaults } from '@/lib/catalog/rules/price'
import type { Database } from '@/lib/database/client'
import type { Prisma } from '@/lib/database/generated/client'
import type { Caller } from '@/lib/identity/caller'
import { change } from '@/lib/identity/change'
import { Refused } from '@/lib/identity/refused'
import { insertCustomPayouts } from './create-terms'
import { audited, changesOf, refuseFaults, requireUnchanged, type Editing } from './editing'
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

/** Creates all of these custom payouts or none. @returns their IDs, in the same order */
export function createCustomPayouts(
  database: Database,
  caller: Caller,
  inputs: readonly (Partial<Fields> & { publisherId: string; offerId: string })[],
): Promise<string[]> {
  return change(database, caller, async ({ database: store, record }) => {
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
    await record(
      made.map((row) => ({ action: 'create', entity: 'customPayout', entityId: row.id, after: audited(row) })),
    )
    return made.map(({ id }) => id)
  })
}

/** Changes all of these custom payouts or none. */
export function changeCustomPayouts(
  database: Database,
  caller: Caller,
  ids: readonly string[],
  input: CustomPayoutChange,
  editing: Editing = {},
): Promise<void> {
  return change(database, caller, async ({ database: store, record }) => {
    const all = await store.customPayout.findMany({
      where: { id: { in: [...ids] } },
      include: withCustomPayoutRelations,
      orderBy: { id: 'asc' },
    })
    if (all.length < ids.length) throw new Refused('not_found', 'No custom payout with this ID.')
    requirePublishers(
      caller,
      all.map(({ publisher }) => publisher),
    )
    for (const row of all) requireUnchanged(row, editing)
    const next = all.map((row) => ({ ...row, ...input }))
    for (const row of all) refuseFaults(priceFaults, row, input)
    if (input.archived === false) await requireReferred(store, next, 'conflict')
    else if (input.offerId !== undefined || input.offerEventId !== undefined) await requireReferred(store, next)
    const where = { id: { in: [...ids] } }
    await store.customPayout.updateMany({ where, data: { ...input, lastUpdatedById: caller.user.id } })
    const before = all.map(withoutRelations)
    await record(changesOf('customPayout', before, await store.customPayout.findMany({ where })))
  })
}

const withoutRelations = ({ publisher: _publisher, offer: _offer, offerEvent: _event, ...row }: CustomPayoutRow) => row
