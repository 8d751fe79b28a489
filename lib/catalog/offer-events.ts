import type { z } from 'zod'
import type { offerEventFields } from '@/lib/catalog/rules/offer-event'
import { priceFaults } from '@/lib/catalog/rules/price'
import type { Database } from '@/lib/database/client'
import type { Prisma } from '@/lib/database/generated/client'
import type { Caller } from '@/lib/identity/caller'
import { change } from '@/lib/identity/change'
import { Refused } from '@/lib/identity/refused'
import { createOfferEvents } from './create'
import { audited, changesOf, refuseFaults, requireUnchanged, type Editing } from './editing'
import { findOffer, requireUsable, type OfferPath } from './find-offer'
import { setFraudFilterGroups } from './fraud-filter-links'

type Fields = { [Name in keyof typeof offerEventFields]: z.output<(typeof offerEventFields)[Name]> } & {
  fraudFilterGroupIds: string[]
}

/** Changes to an offer event. Absent fields stay unchanged. */
export type OfferEventChange = Partial<Fields> & { archived?: boolean }

export const withOfferEventRelations = {
  offer: true,
  fraudFilterGroups: { include: { fraudFilterGroup: true }, orderBy: { fraudFilterGroupId: 'asc' } },
} as const satisfies Prisma.OfferEventInclude

export type OfferEventRow = Prisma.OfferEventGetPayload<{ include: typeof withOfferEventRelations }>

/** Creates an event of an offer that the caller can change. */
export function createOfferEvent(
  database: Database,
  caller: Caller,
  path: OfferPath,
  input: Partial<Fields> & { name: string },
): Promise<{ id: string }> {
  const { fraudFilterGroupIds, ...fields } = input
  return change(database, caller, async ({ database: store, record }) => {
    const offer = await findOffer(store, caller, path, 'edit')
    requireUsable(offer)
    const [made] = await createOfferEvents(store, [{ ...fields, offerId: offer.id, lastUpdatedById: caller.user.id }])
    if (!made) throw new Error('The offer event wasn’t created')
    await setFraudFilterGroups(store, 'offerEventFraudFilterGroup', [made.id], fraudFilterGroupIds)
    await record({
      action: 'create',
      entity: 'offerEvent',
      entityId: made.id,
      after: { ...audited(made), fraudFilterGroupIds },
    })
    return made
  })
}

/** Changes an event of an offer that the caller can change. */
export function changeOfferEvent(
  database: Database,
  caller: Caller,
  path: OfferPath,
  id: string,
  input: OfferEventChange,
  editing: Editing = {},
): Promise<void> {
  const { fraudFilterGroupIds, ...fields } = input
  return change(database, caller, async ({ database: store, record }) => {
    const offer = await findOffer(store, caller, path, 'edit')
    const before = await store.offerEvent.findFirst({
      where: { id, offerId: offer.id },
      include: withOfferEventRelations,
    })
    if (!before) throw new Refused('not_found', 'No offer event with this ID.')
    requireUnchanged(before, editing)
    if (input.archived === false) requireUsable(offer)
    refuseFaults(priceFaults, before, fields)
    await store.offerEvent.update({ where: { id }, data: { ...fields, lastUpdatedById: caller.user.id } })
    await setFraudFilterGroups(store, 'offerEventFraudFilterGroup', [id], fraudFilterGroupIds)
    const after = await store.offerEvent.findUniqueOrThrow({ where: { id }, include: withOfferEventRelations })
    await record(changesOf('offerEvent', [flat(before)], [flat(after)]))
  })
}

/** The fields that the audit log compares. */
const flat = ({ offer: _offer, fraudFilterGroups, ...row }: OfferEventRow) => ({
  ...row,
  fraudFilterGroupIds: fraudFilterGroups.map(({ fraudFilterGroupId }) => fraudFilterGroupId),
})
