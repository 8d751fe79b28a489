import type { Prisma } from '@/lib/database/generated/client'
import type { OrganizationClient, OrganizationTransaction } from '@/lib/database/organization'
import type { Caller } from '@/lib/identity/caller'
import { among } from '@/lib/identity/scope'
import { includeTags } from './tags'

/** What a short link comes with. */
export const withLinkRelations = {
  tags: includeTags,
  publisher: { select: { id: true, incrementalId: true, name: true } },
  campaign: { select: { id: true, externalId: true, name: true } },
  folder: { select: { id: true, name: true } },
  landingPage: { select: { id: true, name: true, redirectUrl: true, previewUrl: true } },
  offer: {
    select: {
      id: true,
      incrementalId: true,
      name: true,
      landingPages: {
        where: { archived: false, active: true, isDefault: true },
        select: { redirectUrl: true, previewUrl: true },
        take: 1,
      },
    },
  },
} as const satisfies Prisma.LinkInclude

export type ShortLinkRow = Prisma.LinkGetPayload<{ include: typeof withLinkRelations }>

/**
 * The short links that someone can see: their publisher's own, those of the publishers they can see, and the organization's if they can see all
 * publishers.
 */
export function linksWhere({ reach }: Pick<Caller, 'reach'>): Prisma.LinkWhereInput {
  const { see } = reach.publishers
  return { deletedAt: null, ...(see === 'all' ? {} : { publisher: among(see) }) }
}

type Store = Pick<OrganizationClient | OrganizationTransaction, 'link'>

/** A short link by its ID or, after `ext_`, the ID it has elsewhere. Null if there's none that the caller can see. */
export function findLink(store: Store, caller: Caller, id: string): Promise<ShortLinkRow | null> {
  const isExternal = id.startsWith(EXTERNAL)
  return findOneLink(store, caller, isExternal ? { externalId: id.slice(EXTERNAL.length) } : { id })
}

/** The one short link that matches, if the caller can see it. */
export async function findOneLink(
  store: Store,
  caller: Caller,
  where: Prisma.LinkWhereInput,
): Promise<ShortLinkRow | null> {
  return store.link.findFirst({ where: { AND: [where, linksWhere(caller)] }, include: withLinkRelations })
}

const EXTERNAL = 'ext_'
