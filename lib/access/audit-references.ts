import type { OrganizationClient } from '@/lib/database/organization'
import type { AuditEntry } from '@/lib/database/generated/client'
import { auditEntities, type AuditEntity } from '@/lib/identity/audit-names'
import { shortLinkOf } from '@/lib/catalog/short-link-address'
import { isUuid } from '@/lib/uuid'

// Audit entries hold IDs, which mean nothing to people.

const unnamed = [
  'session',
  'offerApproval',
  'blockedSubId',
  'customPayout',
  'customThrottle',
  'cap',
  'conversion',
  'customer',
  'exchangeRate',
  'statement',
] as const
type Named = Exclude<AuditEntity, (typeof unnamed)[number]>

const isNamed = (entity: string): entity is Named =>
  auditEntities.some((one) => one === entity) && !unnamed.some((one) => one === entity)

/** What fields of audited records refer to, by name without "Id" or "Ids". */
const references: Readonly<Record<string, Named>> = {
  user: 'user',
  manager: 'user',
  appliedBy: 'user',
  decidedBy: 'user',
  network: 'network',
  advertiser: 'advertiser',
  publisher: 'publisher',
  integration: 'integration',
  offer: 'offer',
  offerEvent: 'offerEvent',
  targetingGroup: 'targetingGroup',
  group: 'publisherGroup',
  fraudFilterGroup: 'fraudFilterGroup',
  tag: 'tag',
  trackingDomain: 'trackingDomain',
  landingPage: 'landingPage',
  campaign: 'campaign',
  folder: 'folder',
}

type Entry = Pick<AuditEntry, 'entity' | 'entityId' | 'before' | 'after'>

/** The current names of the records that entries are about or refer to, by ID. */
export async function namesIn(
  store: OrganizationClient,
  entries: readonly Entry[],
): Promise<ReadonlyMap<string, string>> {
  const ids = new Map<Named, Set<string>>()
  const add = (kind: Named, id: unknown) => {
    if (typeof id === 'string' && isUuid(id)) ids.set(kind, (ids.get(kind) ?? new Set()).add(id))
  }
  for (const { entity, entityId, before, after } of entries) {
    if (isNamed(entity)) add(entity, entityId)
    for (const [kind, id] of [...referred(before), ...referred(after)]) add(kind, id)
  }
  const found = await Promise.all([...ids].map(([kind, some]) => find(store, kind, [...some])))
  return new Map(found.flat().map(({ id, name }) => [id, name]))
}

/** The IDs that logged values have in fields that refer to records. */
export function referred(values: AuditEntry['before']): [Named, unknown][] {
  if (typeof values !== 'object' || values === null || Array.isArray(values)) return []
  return Object.entries(values).flatMap(([field, value]): [Named, unknown][] => {
    const name = /^(.+)Ids?$/.exec(field)?.[1] ?? ''
    const kind = Object.hasOwn(references, name) ? references[name] : undefined
    return kind === undefined ? [] : [value].flat().map((id) => [kind, id])
  })
}

async function find(store: OrganizationClient, kind: Named, ids: string[]): Promise<{ id: string; name: string }[]> {
  const where = { id: { in: ids } }
  const query = { where, select: { id: true, name: true } } as const
  switch (kind) {
    case 'user': {
      const users = await store.user.findMany({ where, select: { id: true, email: true } })
      return users.map(({ id, email }) => ({ id, name: email }))
    }
    case 'trackingDomain': {
      const domains = await store.trackingDomain.findMany({ where, select: { id: true, host: true } })
      return domains.map(({ id, host }) => ({ id, name: host }))
    }
    case 'link': {
      const links = await store.link.findMany({ where, select: { id: true, domain: true, key: true } })
      return links.map(({ id, ...link }) => ({ id, name: shortLinkOf(link) }))
    }
    case 'folder':
      return store.folder.findMany(query)
    case 'campaign':
      return store.campaign.findMany(query)
    case 'organization':
      return store.organization.findMany(query)
    case 'apiKey':
      return store.apiKey.findMany(query)
    case 'publisher':
      return store.publisher.findMany(query)
    case 'advertiser':
      return store.advertiser.findMany(query)
    case 'network':
      return store.network.findMany(query)
    case 'integration':
      return store.integration.findMany(query)
    case 'offer':
      return store.offer.findMany(query)
    case 'offerEvent':
      return store.offerEvent.findMany(query)
    case 'landingPage':
      return store.landingPage.findMany(query)
    case 'tag':
      return store.tag.findMany(query)
    case 'targetingGroup':
      return store.targetingGroup.findMany(query)
    case 'publisherGroup':
      return store.publisherGroup.findMany(query)
    case 'fraudFilterGroup':
      return store.fraudFilterGroup.findMany(query)
    case 'publisherSubId':
      return store.publisherSubId.findMany(query)
    case 'postback':
      return store.postback.findMany(query)
  }
}
