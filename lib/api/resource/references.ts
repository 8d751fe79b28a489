import type { Caller } from '@/lib/identity/caller'
import { among } from '@/lib/identity/scope'
import { database } from '@/lib/database/client'
import type { OrganizationClient } from '@/lib/database/organization'
import { invalid } from '@/lib/api/problem'

type Named = { incrementalId: number } | { id: string }
type Find = (store: OrganizationClient, named: Named, caller: Caller) => Promise<{ id: string } | null>

const select = { id: true } as const

/** The records that request bodies can refer to. The caller must be able to see them. */
const entities = {
  network: (store, named) => store.network.findFirst({ where: named, select }),
  advertiser: (store, named, { reach }) =>
    store.advertiser.findFirst({ where: { AND: [named, among(reach.advertisers.see)] }, select }),
  publisher: (store, named, { reach }) =>
    store.publisher.findFirst({ where: { AND: [named, among(reach.publishers.see)] }, select }),
  offer: (store, named) => store.offer.findFirst({ where: named, select }),
  offerEvent: (store, named) => store.offerEvent.findFirst({ where: named, select }),
  integration: async (store, named) => ('id' in named ? store.integration.findFirst({ where: named, select }) : null),
  user: async (store, named) =>
    'id' in named ? store.user.findFirst({ where: { ...named, role: { not: 'publisher' } }, select }) : null,
} as const satisfies Record<string, Find>

/** A kind of record that others refer to. */
export type Entity = keyof typeof entities

/** Such as "offer event". */
const spaced = (entity: Entity): string => entity.replaceAll(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`)

/**
 * Finds the record that a field of a request body refers to, by number or ID, in the caller's organization.
 * @returns its ID
 * @throws Problem that names the field
 */
export async function resolve(caller: Caller, entity: Entity, field: string, given: number | string): Promise<string> {
  const named = typeof given === 'number' ? { incrementalId: given } : { id: given }
  const find: Find = entities[entity]
  const found = await find(database().forOrganization(caller.organization.id), named, caller)
  if (!found) throw invalid(field, `No ${spaced(entity)} with the ID ${given}.`)
  return found.id
}
