import type { Actor, AuditRecord } from '@/lib/identity/audit'
import type { AuditEntity } from '@/lib/identity/audit-names'
import type { DemoOrganization } from './catalog'

type Row = {
  id: string
  createdAt?: Date
  updatedAt?: Date
  archivedAt?: Date
  active?: boolean
  name?: string
  lastUpdatedById?: string | null
}

/** Who did everything: the organization's admin. */
export function actorOf({ row, users }: DemoOrganization): Actor {
  const admin = users.find(({ role }) => role === 'admin')
  if (!admin) throw new Error('The demo has an admin.')
  return {
    organization: { id: row.id },
    user: { id: admin.id, email: admin.email },
    from: { address: '', userAgent: '' },
  }
}

/** What the audit log says about the records: who created them, and when they were archived or deactivated. */
export function historyOf(demo: DemoOrganization): { actor: Actor; records: AuditRecord[] } {
  const { groups, terms, retired } = demo
  const rowsOf = <T>(list: readonly { row: T }[]) => list.map(({ row }) => row)
  const entities: [AuditEntity, readonly Row[]][] = [
    ['integration', [...demo.integrations, ...retired.integrations]],
    ['network', [...demo.networks, ...retired.networks]],
    ['advertiser', [...rowsOf(demo.advertisers), ...retired.advertisers]],
    ['publisher', [...rowsOf(demo.publishers), ...retired.publishers]],
    ['tag', groups.tags],
    ['trackingDomain', groups.trackingDomains],
    ['folder', demo.shortLinks.folders],
    ['link', demo.shortLinks.links.map(({ row: { lookupKey: _key, ...row } }): Row => row)],
    ['targetingGroup', groups.targetingGroups],
    ['fraudFilterGroup', groups.fraudFilterGroups],
    ['offer', [...rowsOf(demo.offers), ...retired.offers.map(({ landingPages: _pages, ...offer }) => offer)]],
    [
      'landingPage',
      [...demo.offers, ...retired.offers]
        .flatMap(({ landingPages }): Row[] => landingPages)
        .concat(retired.landingPages),
    ],
    ['offerEvent', terms.events],
    ['offerApproval', demo.approvals],
    ['publisherSubId', terms.subIds],
    ['blockedSubId', terms.blockedSubIds],
    ['customPayout', terms.customPayouts],
    ['customThrottle', terms.customThrottles],
    ['cap', rowsOf(demo.caps)],
    ['exchangeRate', demo.exchangeRates],
  ]
  return {
    actor: actorOf(demo),
    records: entities
      .flatMap(([entity, rows]) => rows.flatMap((row) => entriesOf(entity, row)))
      .toSorted((a, b) => a.createdAt.getTime() - b.createdAt.getTime()),
  }
}

function entriesOf(entity: AuditEntity, { createdAt = new Date(0), archivedAt, lastUpdatedById: _by, ...row }: Row) {
  const since = { entity, entityId: row.id }
  // Offers that ended and publishers that left were active until then.
  const { updatedAt = createdAt, active } = row
  const inactiveAt = active === false && !archivedAt && updatedAt > createdAt ? updatedAt : undefined
  const after = inactiveAt ? { ...row, active: true } : row
  const entries: (AuditRecord & { createdAt: Date })[] = [{ ...since, action: 'create', createdAt, after }]
  if (inactiveAt)
    entries.push({
      ...since,
      action: 'deactivate',
      createdAt: inactiveAt,
      before: { active: true },
      after: { active: false },
    })
  if (archivedAt)
    entries.push({
      ...since,
      action: 'archive',
      createdAt: archivedAt,
      before: { archived: false },
      after: { archived: true },
    })
  return entries
}
