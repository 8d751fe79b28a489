import type { OrganizationTransaction } from '@/lib/database/organization'
import { Refused } from '@/lib/identity/refused'

/** What uses fraud filter groups. */
export type FraudFilterTable = 'offerFraudFilterGroup' | 'offerEventFraudFilterGroup'

/**
 * Sets which fraud filter groups check an offer's clicks or an offer event's conversions.
 * @param groupIds if undefined, they stay as they are
 * @throws Refused if one of the groups doesn't exist, or is new here and archived
 */
export async function setFraudFilterGroups(
  database: OrganizationTransaction,
  table: FraudFilterTable,
  recordId: string,
  groupIds: readonly string[] | undefined,
): Promise<void> {
  if (groupIds === undefined) return
  const { organizationId } = database
  const links =
    table === 'offerFraudFilterGroup'
      ? await database.offerFraudFilterGroup.findMany({ where: { offerId: recordId } })
      : await database.offerEventFraudFilterGroup.findMany({ where: { offerEventId: recordId } })
  const before = new Set(links.map(({ fraudFilterGroupId }) => fraudFilterGroupId))
  const found = await database.fraudFilterGroup.findMany({
    where: { id: { in: [...groupIds] } },
    select: { id: true, archived: true },
  })
  const usable = new Set(found.flatMap(({ id, archived }) => (archived && !before.has(id) ? [] : [id])))
  const missing = groupIds.find((id) => !usable.has(id))
  if (missing !== undefined)
    throw new Refused('invalid', `No fraud filter group with the ID ${missing}.`, 'fraudFilterGroupIds')
  if (table === 'offerFraudFilterGroup') {
    await database.offerFraudFilterGroup.deleteMany({ where: { offerId: recordId } })
    await database.offerFraudFilterGroup.createMany({
      data: groupIds.map((fraudFilterGroupId) => ({ organizationId, fraudFilterGroupId, offerId: recordId })),
    })
  } else {
    await database.offerEventFraudFilterGroup.deleteMany({ where: { offerEventId: recordId } })
    await database.offerEventFraudFilterGroup.createMany({
      data: groupIds.map((fraudFilterGroupId) => ({ organizationId, fraudFilterGroupId, offerEventId: recordId })),
    })
  }
}
