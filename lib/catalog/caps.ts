import type { z } from 'zod'
import { capFaults, type capFields } from '@/lib/catalog/rules/cap'
import type { Database } from '@/lib/database/client'
import type { Cap, Prisma } from '@/lib/database/generated/client'
import type { Caller } from '@/lib/identity/caller'
import { change } from '@/lib/identity/change'
import { Refused } from '@/lib/identity/refused'
import type { CapPace } from './cap-pace'
import { insertCaps } from './create-terms'
import { audited, changesOf, refuseFaults, requireUnchanged, type Editing } from './editing'
import { findOffer, requireUsable, type OfferPath } from './find-offer'
import { requireReferred } from './referred'

type Fields = { [Name in keyof typeof capFields]: z.output<(typeof capFields)[Name]> } & {
  /** Null means the whole offer. */
  publisherId: string | null
}

/** Changes to a cap. What it counts, and when it starts over, stay as they are: what's counted already would be wrong. */
export type CapChange = Partial<Pick<Fields, 'limit' | 'action' | 'active'>> & { archived?: boolean }

export const withCapRelations = { offer: true, publisher: true } as const satisfies Prisma.CapInclude

export type CapRow = Prisma.CapGetPayload<{ include: typeof withCapRelations }> & { pace: CapPace }

/** Creates a cap of an offer that the caller can change. */
export function createCap(
  database: Database,
  caller: Caller,
  path: OfferPath,
  input: Partial<Fields> & Pick<Fields, 'metric' | 'period' | 'limit'>,
): Promise<Cap> {
  return change(database, caller, async ({ database: store, record }) => {
    const offer = await findOffer(store, caller, path, 'edit')
    requireUsable(offer)
    await requireReferred(store, [{ publisherId: input.publisherId }])
    const [made] = await insertCaps(store, [{ ...input, offerId: offer.id, lastUpdatedById: caller.user.id }])
    if (!made) throw new Error('The cap wasn’t created')
    await record({ action: 'create', entity: 'cap', entityId: made.id, after: audited(made) })
    return made
  })
}

/** Changes all of these caps of an offer that the caller can change, or none. */
export function changeCaps(
  database: Database,
  caller: Caller,
  path: OfferPath,
  ids: readonly string[],
  input: CapChange,
  editing: Editing = {},
): Promise<void> {
  return change(database, caller, async ({ database: store, record }) => {
    const offer = await findOffer(store, caller, path, 'edit')
    const where = { id: { in: [...ids] }, offerId: offer.id }
    const all = await store.cap.findMany({ where })
    if (all.length < ids.length) throw new Refused('not_found', 'No cap with this ID.')
    for (const row of all) {
      requireUnchanged(row, editing)
      refuseFaults(capFaults, row, input)
    }
    if (input.archived === false) {
      requireUsable(offer)
      for (const { publisherId } of all) await requireReferred(store, [{ publisherId }], 'conflict')
    }
    await store.cap.updateMany({ where, data: { ...input, lastUpdatedById: caller.user.id } })
    await record(changesOf('cap', all, await store.cap.findMany({ where })))
  })
}
