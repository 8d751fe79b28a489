import { randomInt } from 'node:crypto'
import { linksWhere } from '@/lib/catalog/reading-links'
import { requireStaff } from '@/lib/catalog/staff'
import { changeTags, createTag } from '@/lib/catalog/tags'
import { database } from '@/lib/database/client'
import type { Tag } from '@/lib/database/generated/client'
import type { Caller } from '@/lib/identity/caller'
import { containing } from '@/lib/text'
import { isUuid } from '@/lib/uuid'
import { handle } from '@/lib/api/operation'
import { invalid, Problem } from '@/lib/api/problem'
import { createLinkTag, deleteLinkTag, listLinkTags, tagColors, updateLinkTag, type TagAnswer } from './tags.contract'

export const linkTagOperations = [
  handle(listLinkTags, async (caller, { query: { sortBy, sortOrder, search, ids, page, pageSize } }) => {
    const found = await storeOf(caller).tag.findMany({
      where: {
        archived: false,
        ...(ids && { id: { in: ids } }),
        ...(search && { name: containing(search) }),
        ...(caller.publisher && { links: { some: { link: linksWhere(caller) } } }),
      },
      orderBy: [{ [sortBy]: sortOrder }, { id: sortOrder }],
      skip: (page - 1) * pageSize,
      take: pageSize,
    })
    return found.map(tagAnswer)
  }),

  handle(createLinkTag, async (caller, { body }) => {
    requireStaff(caller)
    const name = body.name ?? body.tag
    if (name === undefined) throw invalid('name', 'is required')
    const color = body.color ?? tagColors[randomInt(tagColors.length)]
    return tagAnswer(await sought(caller, (await createTag(database(), caller, { name, color })).id))
  }),

  handle(updateLinkTag, async (caller, { params: { id }, body: { tag, name = tag, color } }) => {
    requireStaff(caller)
    await sought(caller, id)
    await changeTags(database(), caller, [id], {
      ...(name !== undefined && { name }),
      ...(color !== undefined && { color }),
    })
    return tagAnswer(await sought(caller, id))
  }),

  handle(deleteLinkTag, async (caller, { params: { id } }) => {
    requireStaff(caller)
    await sought(caller, id)
    await changeTags(database(), caller, [id], { archived: true })
    return { id }
  }),
]

const storeOf = ({ organization }: Caller) => database().forOrganization(organization.id)

async function sought(caller: Caller, id: string): Promise<Tag> {
  const found = isUuid(id) ? await storeOf(caller).tag.findFirst({ where: { id, archived: false } }) : null
  if (!found) throw new Problem('not_found', 'No tag with this ID.')
  return found
}

/** A tag in Dub's shape, which has fewer colors than people can choose from. */
export const tagAnswer = ({ id, name, color }: Pick<Tag, 'id' | 'name' | 'color'>): TagAnswer => ({
  id,
  name,
  color: tagColors.find((one) => one === color) ?? 'gray',
})
