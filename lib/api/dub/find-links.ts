import { linksWhere, withLinkRelations, type ShortLinkRow } from '@/lib/catalog/reading-links'
import { foldKey } from '@/lib/catalog/rules/short-link-key'
import { storedHost } from '@/lib/catalog/short-link-address'
import { database } from '@/lib/database/client'
import type { Prisma } from '@/lib/database/generated/client'
import type { Caller } from '@/lib/identity/caller'
import { containing } from '@/lib/text'
import { invalid } from '@/lib/api/problem'
import type { LinkFilters } from './links.contract'

export const storeOf = ({ organization }: Pick<Caller, 'organization'>) => database().forOrganization(organization.id)

/** The links that the caller can see and that match. */
export function matchingLinks(caller: Caller, filters: LinkFilters): Prisma.LinkWhereInput {
  const { domain, tagId, tagIds, tagNames, folderId, search, userId, tenantId, partnerId, offerId, campaignId } =
    filters
  const conditions: Prisma.LinkWhereInput[] = [linksWhere(caller)]
  if (domain !== undefined) conditions.push({ domain: hostOf(domain) })
  const ids = [...(tagIds ?? []), ...(tagId === undefined ? [] : [tagId])]
  if (ids.length > 0) conditions.push(tagged({ id: { in: ids } }))
  if (tagNames?.length)
    conditions.push(tagged({ OR: tagNames.map((name) => ({ name: { equals: name, mode: 'insensitive' as const } })) }))
  if (filters.withTags) conditions.push(tagged({}))
  if (search !== undefined) conditions.push({ OR: [{ key: containing(search) }, { url: containing(search) }] })
  if (!filters.showArchived) conditions.push({ archived: false })
  if (folderId !== undefined) conditions.push({ folderId })
  if (userId !== undefined) conditions.push({ createdById: userId })
  if (tenantId !== undefined) conditions.push({ tenantId })
  if (partnerId !== undefined) conditions.push({ publisherId: partnerId })
  if (offerId !== undefined) conditions.push({ offerId })
  if (campaignId !== undefined) conditions.push({ campaignId })
  return { AND: conditions }
}

const tagged = (tag: Prisma.TagWhereInput): Prisma.LinkWhereInput => ({
  tags: { some: { tag: { archived: false, ...tag } } },
})

/** A domain that someone names, as it's stored. */
export function hostOf(domain: string): string {
  const host = storedHost(domain)
  if (host === null) throw invalid('domain', 'must be a hostname such as go.example.com')
  return host
}

/** The link with this key on this domain, as visitors would find it. Null if there's none that the caller can see. */
export async function findByKey(caller: Caller, domain: string, key: string): Promise<ShortLinkRow | null> {
  const store = storeOf(caller)
  const host = hostOf(domain)
  const found = host === '' ? null : await store.trackingDomain.findFirst({ where: { host, archived: false } })
  const lookupKey = foldKey(key, found?.isCaseSensitive ?? false)
  const where = { AND: [{ domain: host, lookupKey }, linksWhere(caller)] }
  return store.link.findFirst({ where, include: withLinkRelations })
}

/** Where a page is: next to the link with this ID, or after so many others. */
type LinkPlace = { after: string } | { before: string } | { skip: number }

/** A page of links. Null if there's no link to be next to. */
export async function pageOfLinks(
  caller: Caller,
  where: Prisma.LinkWhereInput,
  { place, size, direction }: { place: LinkPlace; size: number; direction: 'asc' | 'desc' },
): Promise<ShortLinkRow[] | null> {
  const store = storeOf(caller)
  const isBefore = 'before' in place
  const goes = isBefore === (direction === 'desc') ? 'asc' : 'desc'
  const orderBy = [{ createdAt: goes }, { id: goes }] satisfies Prisma.LinkOrderByWithRelationInput[]
  if ('skip' in place)
    return store.link.findMany({ where, include: withLinkRelations, orderBy, skip: place.skip, take: size })
  const beside = await store.link.findFirst({
    where: { AND: [{ id: isBefore ? place.before : place.after }, linksWhere(caller)] },
    select: { id: true, createdAt: true },
  })
  if (!beside) return null
  const beyond = goes === 'asc' ? 'gt' : 'lt'
  const { id, createdAt } = beside
  const further = { OR: [{ createdAt: { [beyond]: createdAt } }, { createdAt, id: { [beyond]: id } }] }
  const found = await store.link.findMany({
    where: { AND: [where, further] },
    include: withLinkRelations,
    orderBy,
    take: size,
  })
  return isBefore ? found.toReversed() : found
}
