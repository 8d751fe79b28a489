import type { Database } from '@/lib/database/client'
import type { AuditEntry, Prisma } from '@/lib/database/generated/client'
import { namesIn, referred } from './audit-references'

const BATCH = 1000

/** An audit entry with its entity's current name, and those of the records that its values refer to, by ID. */
export type NamedEntry = AuditEntry & { entityName: string | null; names: Readonly<Record<string, string>> }

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
  const names = await namesIn(store, entries)
  return entries.map((entry) => ({
    ...entry,
    entityName: names.get(entry.entityId) ?? null,
    names: Object.fromEntries(
      [...referred(entry.before), ...referred(entry.after)].flatMap(([, id]) => {
        const name = typeof id === 'string' ? names.get(id) : undefined
        return typeof id === 'string' && name !== undefined ? [[id, name]] : []
      }),
    ),
  }))
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
