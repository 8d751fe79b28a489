import type { Database } from '@/lib/database/client'
import type { AuditEntry, Prisma } from '@/lib/database/generated/client'
import { isUuid } from '@/lib/uuid'

const BATCH = 1000

/** An audit entry with its entity's current name. */
export type NamedEntry = AuditEntry & { entityName: string | null }

type Query = {
  where: Prisma.AuditEntryWhereInput
  orderBy: Prisma.AuditEntryOrderByWithRelationInput[]
  skip?: number
  take: number
}

/** Finds entries in an organization's audit log. */
export async function findEntries(database: Database, organizationId: string, query: Query): Promise<NamedEntry[]> {
  const store = database.forOrganization(organizationId)
  const entries = await store.auditEntry.findMany(query)
  const ids = (...entities: AuditEntry['entity'][]) => ({
    where: {
      id: {
        in: entries
          .filter(({ entity, entityId }) => entities.includes(entity) && isUuid(entityId))
          .map(({ entityId }) => entityId),
      },
    },
  })
  const idAndName = { select: { id: true, name: true } } as const
  const [users, ...others] = await Promise.all([
    store.user.findMany({ ...ids('user'), select: { id: true, email: true } }),
    store.publisher.findMany({ ...ids('publisher'), ...idAndName }),
    store.advertiser.findMany({ ...ids('advertiser'), ...idAndName }),
    store.apiKey.findMany({ ...ids('apiKey'), ...idAndName }),
    store.organization.findMany({ ...ids('organization'), ...idAndName }),
  ])
  const names = new Map([
    ...users.map(({ id, email }) => [id, email] as const),
    ...others.flat().map(({ id, name }) => [id, name] as const),
  ])
  return entries.map((entry) => ({ ...entry, entityName: names.get(entry.entityId) ?? null }))
}

/** All matching entries, newest first, in batches so that memory use stays bounded. */
export async function* allEntries(
  database: Database,
  organizationId: string,
  where: Prisma.AuditEntryWhereInput,
): AsyncGenerator<NamedEntry[]> {
  const orderBy: Query['orderBy'] = [{ createdAt: 'desc' }, { id: 'desc' }]
  let before: Prisma.AuditEntryWhereInput = {}
  for (;;) {
    const entries = await findEntries(database, organizationId, {
      where: { AND: [where, before] },
      orderBy,
      take: BATCH,
    })
    yield entries
    const last = entries.at(-1)
    if (!last || entries.length < BATCH) return
    before = { OR: [{ createdAt: { lt: last.createdAt } }, { createdAt: last.createdAt, id: { lt: last.id } }] }
  }
}
