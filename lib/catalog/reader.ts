import type { Prisma } from '@/lib/database/generated/client'
import type { Reader } from './reading-keyed'
import type { Catalog, OrganizationCatalog } from './records'

/** Rows read at a time, so a large catalog doesn't delay clicks while Prisma builds its objects. */
const PAGE = 2000

type Shelf<R> = {
  /** Reads rows in order of ID, starting after `gt`. */
  read(prisma: Prisma.TransactionClient, page: { id: { in?: string[]; gt?: string } }): Promise<R[]>
  put(organization: OrganizationCatalog, row: R, catalog: Catalog): void
  remove(organization: OrganizationCatalog, id: string, catalog: Catalog): void
  idsIn(organization: OrganizationCatalog): Iterable<string>
}

/** Reads one table into its shelf: rows that are found replace the known ones; rows that aren't are removed. */
export function reader<R extends { id: string; organizationId: string }>(shelf: Shelf<R>): Reader {
  return async (prisma, sought) => {
    const ids = sought === 'all' ? undefined : sought.flatMap((key) => ('id' in key ? [key.id] : []))
    const rows = new Map<string, R>()
    for (let last: string | undefined; ;) {
      const page = await shelf.read(prisma, { id: { in: ids, gt: last } })
      for (const row of page) rows.set(row.id, row)
      last = page.at(-1)?.id
      if (page.length < PAGE) break
    }
    return (catalog) => {
      for (const organization of catalog.organizations.values())
        for (const id of ids ?? [...shelf.idsIn(organization)])
          if (!rows.has(id)) shelf.remove(organization, id, catalog)
      for (const row of rows.values()) {
        // Its own notification hasn't arrived yet, and will read this row again.
        const organization = catalog.organizations.get(row.organizationId)
        if (organization) shelf.put(organization, row, catalog)
      }
    }
  }
}

/** The columns of everything with a number and a slug. */
export const entityColumns = {
  id: true,
  organizationId: true,
  incrementalId: true,
  slug: true,
  name: true,
  archived: true,
} as const
/** What Prisma is asked for a page of rows. */
export const paged = (page: { id: { in?: string[]; gt?: string } }) => ({
  where: page,
  orderBy: { id: 'asc' as const },
  take: PAGE,
})
