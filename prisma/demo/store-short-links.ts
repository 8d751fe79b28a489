import { sealLinkPassword } from '@/lib/access/link-passwords'
import { insertFolders } from '@/lib/catalog/create-groups'
import { insertLinks } from '@/lib/catalog/short-links'
import { setTags } from '@/lib/catalog/tags'
import type { OrganizationTransaction } from '@/lib/database/organization'
import type { DemoOrganization } from './catalog'

/** Stores the demo's short links, and the folders they're in. */
export async function storeShortLinks(
  database: OrganizationTransaction,
  { shortLinks: { folders, links } }: Pick<DemoOrganization, 'shortLinks'>,
): Promise<void> {
  await insertFolders(database, folders)
  const rows = await Promise.all(
    links.map(async ({ row, password }) => ({
      ...row,
      ...(password === null ? {} : await sealLinkPassword(row.id, password)),
    })),
  )
  await insertLinks(database, rows)
  for (const { row, tagIds } of links) if (tagIds.length > 0) await setTags(database, 'linkTag', [row.id], tagIds)
}
