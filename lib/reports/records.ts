import { database } from '@/lib/database/client'

/** Kinds of catalog records that events refer to by number. */
export type RecordKind = 'advertiser' | 'publisher' | 'network' | 'offer' | 'offerEvent' | 'landingPage' | 'postback'

/** A catalog record as APIs refer to it. */
export type NamedRecord = { id: string; incremental_id: number; name: string }

/**
 * Finds the catalog records that rows refer to, in one query per kind. Names are those of today, because they change and events don't.
 * @returns what finds a record by number: null for 0, which means none, and for records that were permanently deleted
 */
export async function recordsOf(
  organizationId: string,
  numbers: Readonly<Partial<Record<RecordKind, readonly number[]>>>,
): Promise<(kind: RecordKind, number: number) => NamedRecord | null> {
  const store = database().forOrganization(organizationId)
  const of = async (kind: RecordKind) => {
    const where = { incrementalId: { in: [...new Set(numbers[kind])].filter((number) => number !== 0) } }
    if (where.incrementalId.in.length === 0) return []
    const select = { id: true, incrementalId: true, name: true } as const
    switch (kind) {
      case 'advertiser':
        return store.advertiser.findMany({ where, select })
      case 'publisher':
        return store.publisher.findMany({ where, select })
      case 'network':
        return store.network.findMany({ where, select })
      case 'offer':
        return store.offer.findMany({ where, select })
      case 'offerEvent':
        return store.offerEvent.findMany({ where, select })
      case 'landingPage':
        return store.landingPage.findMany({ where, select })
      case 'postback':
        return store.postback.findMany({ where, select })
    }
  }
  const kinds: readonly RecordKind[] = [
    'advertiser',
    'publisher',
    'network',
    'offer',
    'offerEvent',
    'landingPage',
    'postback',
  ]
  const found = new Map(
    (await Promise.all(kinds.map(async (kind) => ({ kind, rows: await of(kind) })))).flatMap(({ kind, rows }) =>
      rows.map(({ id, incrementalId, name }): [string, NamedRecord] => [
        `${kind} ${incrementalId}`,
        { id, incremental_id: incrementalId, name },
      ]),
    ),
  )
  return (kind, number) => found.get(`${kind} ${number}`) ?? null
}
