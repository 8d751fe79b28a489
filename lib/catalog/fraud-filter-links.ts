import type { OrganizationTransaction } from '@/lib/database/organization'
import { Refused } from '@/lib/identity/refused'

/** What uses fraud filter groups. */
export type FraudFilterTable = 'offerFraudFilterGroup' | 'offerEventFraudFilterGroup'

/**
 * Sets which fraud filter groups check offers' clicks or offer events' conversions.
 * @param groupIds if undefined, they stay as they are
 * @throws Refused if one of the groups doesn't exist, or is archived and some of the records don't have it yet
 */
export async function setFraudFilterGroups(
  database: OrganizationTransaction,
  table: FraudFilterTable,
  recordIds: readonly string[],
  groupIds: readonly string[] | undefined,
): Promise<void> {
  if (groupIds === undefined) return
  const { organizationId } = database
  const ids = { in: [...recordIds] }
  const isOffer = table === 'offerFraudFilterGroup'
  const found = await database.fraudFilterGroup.findMany({
    where: { id: { in: [...groupIds] } },
    select: {
      id: true,
      archived: true,
      _count: {
        select: isOffer ? { offers: { where: { offerId: ids } } } : { offerEvents: { where: { offerEventId: ids } } },
      },
    },
  })
  const usable = new Set(
    found.flatMap(({ id, archived, _count }) =>
      archived && Object.values(_count)[0] !== recordIds.length ? [] : [id],
    ),
  )
  const missing = groupIds.find((id) => !usable.has(id))
  if (missing !== undefined)
    throw new Refused('invalid', `No fraud filter group with the ID ${missing}.`, 'fraudFilterGroupIds')
  const pairs = recordIds.flatMap((id) => groupIds.map((group) => ({ id, organizationId, fraudFilterGroupId: group })))
  if (isOffer) {
    await database.offerFraudFilterGroup.deleteMany({ where: { offerId: ids } })
    await database.offerFraudFilterGroup.createMany({ data: pairs.map(({ id, ...one }) => ({ ...one, offerId: id })) })
  } else {
    await database.offerEventFraudFilterGroup.deleteMany({ where: { offerEventId: ids } })
    await database.offerEventFraudFilterGroup.createMany({
      data: pairs.map(({ id, ...one }) => ({ ...one, offerEventId: id })),
    })
  }
}
