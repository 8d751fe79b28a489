import { config } from '@/lib/config'
import { domainsUsedBy } from '@/lib/catalog/link-domains'
import { readableHost, storedHost } from '@/lib/catalog/short-link-address'
import { requireAdmin } from '@/lib/catalog/staff'
import { changeTrackingDomains, createTrackingDomain } from '@/lib/catalog/tracking-domains'
import { database } from '@/lib/database/client'
import type { TrackingDomain } from '@/lib/database/generated/client'
import type { Caller } from '@/lib/identity/caller'
import { Refused } from '@/lib/identity/refused'
import { containing } from '@/lib/text'
import { handle } from '@/lib/api/operation'
import { Problem } from '@/lib/api/problem'
import {
  checkDomains,
  createDomain,
  deleteDomain,
  listDomains,
  registerDomain,
  updateDomain,
  type DomainAnswer,
} from './domains.contract'

export const domainOperations = [
  handle(listDomains, async (caller, { query: { archived, search, page, pageSize } }) => {
    const found = await storeOf(caller).trackingDomain.findMany({
      where: { ...domainsUsedBy(caller), active: !archived, ...(search && { host: containing(search) }) },
      orderBy: [{ host: 'asc' }],
      skip: (page - 1) * pageSize,
      take: pageSize,
    })
    return found.map(answerOf)
  }),

  handle(createDomain, async (caller, { body: { slug, archived, ...body } }) => {
    const { id } = await named(createTrackingDomain(database(), caller, { host: slug, active: !archived, ...body }))
    return answerOf(await storeOf(caller).trackingDomain.findFirstOrThrow({ where: { id } }))
  }),

  handle(updateDomain, async (caller, { params, body: { slug, archived, ...body } }) => {
    requireAdmin(caller, 'tracking domains')
    const { id } = await sought(caller, params.slug)
    await named(
      changeTrackingDomains(database(), caller, [id], {
        ...body,
        ...(slug !== undefined && { host: slug }),
        ...(archived !== undefined && { active: !archived }),
      }),
    )
    return answerOf(await storeOf(caller).trackingDomain.findFirstOrThrow({ where: { id } }))
  }),

  handle(deleteDomain, async (caller, { params }) => {
    requireAdmin(caller, 'tracking domains')
    const { id, host } = await sought(caller, params.slug)
    await changeTrackingDomains(database(), caller, [id], { archived: true })
    return { slug: readableHost(host) }
  }),

  handle(checkDomains, async (_caller, { query: { domains } }) => {
    // A host belongs to one organization of the installation.
    const taken = await database().prisma.trackingDomain.findMany({
      where: { host: { in: domains }, archived: false },
      select: { host: true },
    })
    const hosts = new Set([...taken.map(({ host }) => host), new URL(config().baseUrl).hostname])
    return domains.map((host) => ({
      domain: readableHost(host),
      available: !hosts.has(host),
      premium: null,
      prices: null,
      price: null,
    }))
  }),

  handle(registerDomain, async (_caller, { body: { domain } }) => {
    throw new Problem(
      'forbidden',
      `Tributary is no registrar. Register ${readableHost(domain)} elsewhere, point it to this installation, and add it with POST /api/domains.`,
    )
  }),
]

const storeOf = ({ organization }: Caller) => database().forOrganization(organization.id)

async function sought(caller: Caller, slug: string): Promise<TrackingDomain> {
  const host = storedHost(slug)
  const found = host && (await storeOf(caller).trackingDomain.findFirst({ where: { ...domainsUsedBy(caller), host } }))
  if (!found) throw new Problem('not_found', 'No domain with this host.')
  return found
}

/** Dub calls a host a slug. */
function named<T>(change: Promise<T>): Promise<T> {
  return change.catch((error: unknown) => {
    if (error instanceof Refused && error.field === 'host') throw new Refused(error.kind, error.message, 'slug')
    throw error
  })
}

const answerOf = (row: TrackingDomain): DomainAnswer => ({
  id: row.id,
  slug: readableHost(row.host),
  verified: row.active,
  primary: row.isDefault,
  archived: !row.active,
  placeholder: row.placeholder || null,
  expiredUrl: row.expiredUrl,
  notFoundUrl: row.notFoundUrl,
  logo: row.logo,
  assetLinks: null,
  appleAppSiteAssociation: null,
  createdAt: row.createdAt.toISOString(),
  updatedAt: row.updatedAt.toISOString(),
  registeredDomain: null,
})
