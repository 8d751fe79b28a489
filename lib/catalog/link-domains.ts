import type { Prisma } from '@/lib/database/generated/client'
import type { OrganizationTransaction } from '@/lib/database/organization'
import type { Caller } from '@/lib/identity/caller'
import type { Change } from '@/lib/identity/change'
import { Refused } from '@/lib/identity/refused'
import { foldKey } from '@/lib/catalog/rules/short-link-key'

// Short links keep the domain they're on from changing under them.

/** The tracking domains that someone can see: publisher users see those that they can use. */
export const domainsUsedBy = ({ publisher }: Pick<Caller, 'publisher'>): Prisma.TrackingDomainWhereInput => ({
  archived: false,
  ...(publisher && {
    OR: [{ publishers: { none: {} } }, { publishers: { some: { publisher: { incrementalId: publisher.id } } } }],
  }),
})

/** @throws Refused if there are links on domains that would no longer work there */
export async function refuseWithLinks(store: OrganizationTransaction, hosts: readonly string[]): Promise<void> {
  if (hosts.length === 0) return
  const used = await store.link.groupBy({
    by: ['domain'],
    where: { domain: { in: [...hosts] }, deletedAt: null },
    _count: true,
    orderBy: { domain: 'asc' },
  })
  if (used.length === 0) return
  const named = used.map(({ domain, _count }) => `${domain} (${_count})`).join(', ')
  throw new Refused(
    'conflict',
    `Tracking domains with short links can’t be deleted, deactivated, or renamed. Move or delete these links first: ${named}.`,
  )
}

/** @throws Refused if one of these domains now belongs to publishers, and has links that aren't theirs */
export async function refuseOthersLinks(store: OrganizationTransaction, domainIds: readonly string[]): Promise<void> {
  const owned = await store.trackingDomain.findMany({
    where: { id: { in: [...domainIds] }, archived: false, publishers: { some: {} } },
    select: { host: true, publishers: { select: { publisherId: true } } },
  })
  for (const { host: domain, publishers } of owned) {
    const theirs = publishers.map(({ publisherId }) => publisherId)
    const others = await store.link.count({
      where: { domain, deletedAt: null, OR: [{ publisherId: null }, { publisherId: { notIn: theirs } }] },
    })
    if (others > 0)
      throw new Refused(
        'conflict',
        `${domain} has ${others === 1 ? 'a short link' : `${others} short links`} of someone else. Move or delete ${others === 1 ? 'it' : 'them'} first.`,
      )
  }
}

/** How many links are compared with each other at a time. */
const CHUNK = 5000

/**
 * Has a domain's keys looked up by whether it now tells upper from lower case.
 * @throws Refused if two of them would be the same
 */
export async function refoldKeys(
  { database: store, unscoped }: Pick<Change, 'database' | 'unscoped'>,
  host: string,
  isCaseSensitive: boolean,
): Promise<void> {
  const links = await store.link.findMany({
    where: { domain: host, deletedAt: null },
    select: { id: true, key: true, lookupKey: true },
    orderBy: { id: 'asc' },
  })
  const seen = new Map<string, string>()
  const changed = links.flatMap(({ id, key, lookupKey: before }) => {
    const lookupKey = foldKey(key, isCaseSensitive)
    const other = seen.get(lookupKey)
    if (other !== undefined)
      throw new Refused(
        'conflict',
        `can’t change, because ${other} and ${key} would be the same link`,
        'isCaseSensitive',
      )
    seen.set(lookupKey, key)
    return lookupKey === before ? [] : [{ id, lookupKey }]
  })
  for (let from = 0; from < changed.length; from += CHUNK) {
    const rows = JSON.stringify(changed.slice(from, from + CHUNK))
    await unscoped.$executeRaw`
      UPDATE "Link" AS stored SET "lookupKey" = given."lookupKey"
      FROM jsonb_to_recordset(${rows}::jsonb) AS given("id" uuid, "lookupKey" text)
      WHERE stored."organizationId" = ${store.organizationId}::uuid AND stored."id" = given."id"`
  }
}
