import type { OrganizationTransaction } from '@/lib/database/organization'
import type { Caller } from '@/lib/identity/caller'
import { Refused } from '@/lib/identity/refused'
import { includes } from '@/lib/identity/scope'

// What the terms of publishers and offers refer to.

type Terms = { publisherId?: string | null; offerId?: string; offerEventId?: string | null }

/**
 * Checks that terms refer to publishers, offers, and events that exist and aren't archived, and to events of their own offers.
 * @throws Refused, naming the field and, if there are several terms, which of them
 */
export async function requireReferred(
  store: OrganizationTransaction,
  rows: readonly Terms[],
  kind: 'invalid' | 'conflict' = 'invalid',
): Promise<void> {
  const idsOf = (name: keyof Terms) => [...new Set(rows.flatMap((row) => row[name] ?? []))]
  const current = (ids: string[]) => ({ where: { id: { in: ids }, archived: false } })
  const publishers = new Set(
    (await store.publisher.findMany({ ...current(idsOf('publisherId')), select: { id: true } })).map(({ id }) => id),
  )
  const offers = new Set(
    (await store.offer.findMany({ ...current(idsOf('offerId')), select: { id: true } })).map(({ id }) => id),
  )
  const events = new Map(
    (await store.offerEvent.findMany({ ...current(idsOf('offerEventId')), select: { id: true, offerId: true } })).map(
      ({ id, offerId }) => [id, offerId],
    ),
  )
  for (const [index, { publisherId, offerId, offerEventId }] of rows.entries()) {
    const refuse = (field: string, message: string) =>
      new Refused(kind, message, rows.length > 1 ? `${index}.${field}` : field)
    if (publisherId && !publishers.has(publisherId))
      throw refuse('publisherIncrementalId', 'must be a publisher that isn’t archived')
    if (offerId && !offers.has(offerId)) throw refuse('offerIncrementalId', 'must be an offer that isn’t archived')
    if (offerEventId && events.get(offerEventId) !== offerId)
      throw refuse('eventIncrementalId', 'must be one of the offer’s events that aren’t archived')
  }
}

/**
 * Checks that the caller can change these publishers and what belongs to them.
 * @throws Refused, naming the publishers they can't
 */
export function requirePublishers({ reach }: Caller, publishers: readonly { incrementalId: number }[]): void {
  const outside = new Set(
    publishers.flatMap(({ incrementalId }) => (includes(reach.publishers.edit, incrementalId) ? [] : [incrementalId])),
  )
  if (outside.size > 0)
    throw new Refused(
      'forbidden',
      `Only account managers who can edit ${outside.size === 1 ? 'this publisher' : 'these publishers'} and admins can change their terms: ${[...outside].join(', ')}.`,
    )
}

/** The same for publishers given by ID. */
export async function requirePublisherIds(
  store: OrganizationTransaction,
  caller: Caller,
  ids: readonly string[],
): Promise<void> {
  requirePublishers(
    caller,
    await store.publisher.findMany({ where: { id: { in: [...new Set(ids)] } }, select: { incrementalId: true } }),
  )
}
