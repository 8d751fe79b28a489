import { changeImportedLinks, importShortLinks, requireLinkEditor } from '@/lib/catalog/import-links'
import { linksWhere, withLinkRelations } from '@/lib/catalog/reading-links'
import { readableHost, storedHost } from '@/lib/catalog/short-link-address'
import { database } from '@/lib/database/client'
import type { Prisma } from '@/lib/database/generated/client'
import type { Caller } from '@/lib/identity/caller'
import { handleResource, type Rows } from '@/lib/api/resource/handle'
import { handleImport } from '@/lib/api/resource/import'
import { shortLinksImport, shortLinksResource, type NamedLinkRow } from './links.contract'

const storeOf = ({ organization }: Caller) => database().forOrganization(organization.id)

/**
 * The links that someone can see, on a domain as people name it if a list is filtered by one. No stored host has spaces, so what isn't a host has no
 * links.
 */
export const shortLinksWhere = (caller: Caller, domain: unknown): Prisma.LinkWhereInput => ({
  ...linksWhere(caller),
  ...(typeof domain === 'string' ? { domain: storedHost(domain) ?? ' ' } : {}),
})

/** How the lists of links read them. */
const rows: Rows<
  typeof shortLinksResource.params,
  NamedLinkRow,
  Prisma.LinkWhereInput,
  Prisma.LinkOrderByWithRelationInput
> = {
  within: async ({ caller, filters: { domain } }, where) => ({ AND: [where, shortLinksWhere(caller, domain)] }),
  find: async (caller, query) => {
    const found = await storeOf(caller).link.findMany({ ...query, include: withLinkRelations })
    return found.map((row) => ({ ...row, host: readableHost(row.domain) }))
  },
  count: (caller, where) => storeOf(caller).link.count({ where }),
}

export const shortLinks = handleResource(shortLinksResource, { rows })

export const shortLinksImportOperations = handleImport(shortLinksImport, shortLinksResource, {
  rows,
  require: requireLinkEditor,
  save: ({ caller }) => ({
    create: (changing, items) => importShortLinks(changing, caller, items),
    update: (changing, items) => changeImportedLinks(changing, caller, items),
  }),
})
