import type { z } from 'zod'
import type { tagFields } from '@/lib/catalog/rules/tag'
import type { Database } from '@/lib/database/client'
import type { Prisma } from '@/lib/database/generated/client'
import type { OrganizationTransaction } from '@/lib/database/organization'
import type { Caller } from '@/lib/identity/caller'
import { Refused } from '@/lib/identity/refused'
import { insertTags } from './create-groups'
import { changeRecords, createRecord, rowsOf } from './change-records'
import type { Editing } from './editing'

type Fields = { [Name in keyof typeof tagFields]: z.output<(typeof tagFields)[Name]> }

/** Creates a tag. */
export function createTag(
  database: Database,
  caller: Caller,
  input: Partial<Fields> & { name: string },
): Promise<{ id: string }> {
  return createRecord(database, caller, 'tag', (store, by) => insertTags(store, [{ ...input, ...by }]))
}

/** Changes all of these tags or none. Records keep their archived tags, unseen, so that restoring a tag brings it back everywhere. */
export function changeTags(
  database: Database,
  caller: Caller,
  ids: readonly string[],
  input: Partial<Fields> & { archived?: boolean },
  editing: Editing = {},
): Promise<void> {
  return changeRecords(database, caller, 'tag', { ids, input, editing, ...rowsOf((store) => store.tag) })
}

/** What has tags. */
export type TagTable = 'advertiserTag' | 'publisherTag' | 'offerTag' | 'linkTag'

const inUse = { tag: { archived: false } } as const

/** A record's tags, without archived ones, in a Prisma `include`. */
export const includeTags = {
  where: inUse,
  include: { tag: true },
  orderBy: { tagId: 'asc' },
} as const satisfies Prisma.AdvertiserTagFindManyArgs &
  Prisma.PublisherTagFindManyArgs &
  Prisma.OfferTagFindManyArgs &
  Prisma.LinkTagFindManyArgs

/**
 * Sets which tags records have.
 * @param tagIds if undefined, they stay as they are
 * @throws Refused if one of the tags doesn't exist or is archived
 */
export async function setTags(
  database: OrganizationTransaction,
  table: TagTable,
  recordIds: readonly string[],
  tagIds: readonly string[] | undefined,
): Promise<void> {
  if (tagIds === undefined) return
  const { organizationId } = database
  const found = await database.tag.findMany({
    where: { id: { in: [...tagIds] }, archived: false },
    select: { id: true },
  })
  const known = new Set(found.map(({ id }) => id))
  const missing = tagIds.find((id) => !known.has(id))
  if (missing !== undefined) throw new Refused('invalid', `No tag with the ID ${missing}.`, 'tagIds')
  const pairs = recordIds.flatMap((id) => tagIds.map((tagId) => ({ id, organizationId, tagId })))
  const ids = { in: [...recordIds] }
  switch (table) {
    case 'advertiserTag':
      await database.advertiserTag.deleteMany({ where: { advertiserId: ids, ...inUse } })
      await database.advertiserTag.createMany({
        data: pairs.map(({ id, ...tag }) => ({ ...tag, advertiserId: id })),
      })
      return
    case 'publisherTag':
      await database.publisherTag.deleteMany({ where: { publisherId: ids, ...inUse } })
      await database.publisherTag.createMany({
        data: pairs.map(({ id, ...tag }) => ({ ...tag, publisherId: id })),
      })
      return
    case 'offerTag':
      await database.offerTag.deleteMany({ where: { offerId: ids, ...inUse } })
      await database.offerTag.createMany({
        data: pairs.map(({ id, ...tag }) => ({ ...tag, offerId: id })),
      })
      return
    case 'linkTag':
      await database.linkTag.deleteMany({ where: { linkId: ids, ...inUse } })
      await database.linkTag.createMany({
        data: pairs.map(({ id, ...tag }) => ({ ...tag, linkId: id })),
      })
  }
}
