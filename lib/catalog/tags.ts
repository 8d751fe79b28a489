import type { OrganizationTransaction } from '@/lib/database/organization'
import { Refused } from '@/lib/identity/refused'

/** What has tags. */
export type TagTable = 'advertiserTag' | 'publisherTag' | 'offerTag'

/**
 * Sets which tags a record has.
 * @param tagIds if undefined, they stay as they are
 * @throws Refused if one of the tags doesn't exist
 */
export async function setTags(
  database: OrganizationTransaction,
  table: TagTable,
  recordId: string,
  tagIds: readonly string[] | undefined,
): Promise<void> {
  if (tagIds === undefined) return
  const { organizationId } = database
  const found = await database.tag.findMany({ where: { id: { in: [...tagIds] } }, select: { id: true } })
  const known = new Set(found.map(({ id }) => id))
  const missing = tagIds.find((id) => !known.has(id))
  if (missing !== undefined) throw new Refused('invalid', `No tag with the ID ${missing}.`, 'tagIds')
  switch (table) {
    case 'advertiserTag':
      await database.advertiserTag.deleteMany({ where: { advertiserId: recordId } })
      await database.advertiserTag.createMany({
        data: tagIds.map((tagId) => ({ organizationId, tagId, advertiserId: recordId })),
      })
      return
    case 'publisherTag':
      await database.publisherTag.deleteMany({ where: { publisherId: recordId } })
      await database.publisherTag.createMany({
        data: tagIds.map((tagId) => ({ organizationId, tagId, publisherId: recordId })),
      })
      return
    case 'offerTag':
      await database.offerTag.deleteMany({ where: { offerId: recordId } })
      await database.offerTag.createMany({
        data: tagIds.map((tagId) => ({ organizationId, tagId, offerId: recordId })),
      })
  }
}
