import type { z } from 'zod'
import type { tagFields } from '@/lib/catalog/rules/tag'
import type { Database } from '@/lib/database/client'
import type { Prisma } from '@/lib/database/generated/client'
import type { OrganizationTransaction } from '@/lib/database/organization'
import type { Caller } from '@/lib/identity/caller'
import { change } from '@/lib/identity/change'
import { Refused } from '@/lib/identity/refused'
import { changeEach, requireAll } from './change-each'
import { audited, type Editing } from './editing'

type Fields = { [Name in keyof typeof tagFields]: z.output<(typeof tagFields)[Name]> }

/** Creates a tag. */
export function createTag(
  database: Database,
  caller: Caller,
  input: Partial<Fields> & { name: string },
): Promise<{ id: string }> {
  return change(database, caller, async ({ database: store, record }) => {
    const made = await store.tag.create({
      data: { ...input, organizationId: store.organizationId, lastUpdatedById: caller.user.id },
    })
    await record({ action: 'create', entity: 'tag', entityId: made.id, after: audited(made) })
    return made
  })
}

/** Changes all of these tags or none. Records keep their archived tags, unseen, so that restoring a tag brings it back everywhere. */
export function changeTags(
  database: Database,
  caller: Caller,
  ids: readonly string[],
  input: Partial<Fields> & { archived?: boolean },
  editing: Editing = {},
): Promise<void> {
  return change(database, caller, async (changing) => {
    const store = changing.database
    const all = await store.tag.findMany({ where: { id: { in: [...ids] } } })
    requireAll(all, ids, 'tag', editing)
    const data = { ...input, lastUpdatedById: caller.user.id }
    await changeEach(changing, 'tag', all, ({ id }) => store.tag.update({ where: { id }, data }), audited)
  })
}

/** What has tags. */
export type TagTable = 'advertiserTag' | 'publisherTag' | 'offerTag'

const inUse = { tag: { archived: false } } as const

/** A record's tags, without archived ones, in a Prisma `include`. */
export const includeTags = {
  where: inUse,
  include: { tag: true },
  orderBy: { tagId: 'asc' },
} as const satisfies Prisma.AdvertiserTagFindManyArgs & Prisma.PublisherTagFindManyArgs & Prisma.OfferTagFindManyArgs

/**
 * Sets which tags a record has.
 * @param tagIds if undefined, they stay as they are
 * @throws Refused if one of the tags doesn't exist or is archived
 */
export async function setTags(
  database: OrganizationTransaction,
  table: TagTable,
  recordId: string,
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
  switch (table) {
    case 'advertiserTag':
      await database.advertiserTag.deleteMany({ where: { advertiserId: recordId, ...inUse } })
      await database.advertiserTag.createMany({
        data: tagIds.map((tagId) => ({ organizationId, tagId, advertiserId: recordId })),
      })
      return
    case 'publisherTag':
      await database.publisherTag.deleteMany({ where: { publisherId: recordId, ...inUse } })
      await database.publisherTag.createMany({
        data: tagIds.map((tagId) => ({ organizationId, tagId, publisherId: recordId })),
      })
      return
    case 'offerTag':
      await database.offerTag.deleteMany({ where: { offerId: recordId, ...inUse } })
      await database.offerTag.createMany({
        data: tagIds.map((tagId) => ({ organizationId, tagId, offerId: recordId })),
      })
  }
}
