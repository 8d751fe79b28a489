import type { OrganizationTransaction } from '@/lib/database/organization'
import { Refused } from '@/lib/identity/refused'

/** What has tags. */
export type TagTable = 'advertiserTag' | 'publisherTag' | 'offerTag'

/**
 * Sets which tags records have.
 * @param tagIds if undefined, they stay as they are
 * @throws Refused if one of the tags doesn't exist
 */
export async function setTags(
  database: OrganizationTransaction,
  table: TagTable,
  recordIds: readonly string[],
  tagIds: readonly string[] | undefined,
): Promise<void> {
  if (tagIds === undefined) return
  const { organizationId } = database
  const found = await database.tag.findMany({ where: { id: { in: [...tagIds] } }, select: { id: true } })
  const known = new Set(found.map(({ id }) => id))
  const missing = tagIds.find((id) => !known.has(id))
  if (missing !== undefined) throw new Refused('invalid', `No tag with the ID ${missing}.`, 'tagIds')
  const pairs = recordIds.flatMap((id) => tagIds.map((tagId) => ({ id, organizationId, tagId })))
  const ids = { in: [...recordIds] }
  switch (table) {
    case 'advertiserTag':
      await database.advertiserTag.deleteMany({ where: { advertiserId: ids } })
      await database.advertiserTag.createMany({
        data: pairs.map(({ id, ...tag }) => ({ ...tag, advertiserId: id })),
      })
      return
    case 'publisherTag':
      await database.publisherTag.deleteMany({ where: { publisherId: ids } })
      await database.publisherTag.createMany({
        data: pairs.map(({ id, ...tag }) => ({ ...tag, publisherId: id })),
      })
      return
    case 'offerTag':
      await database.offerTag.deleteMany({ where: { offerId: ids } })
      await database.offerTag.createMany({
        data: pairs.map(({ id, ...tag }) => ({ ...tag, offerId: id })),
      })
  }
}
