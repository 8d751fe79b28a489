import type { Caller } from '@/lib/identity/caller'
import { among } from '@/lib/identity/scope'
import { database } from '@/lib/database/client'
import type { OrganizationClient } from '@/lib/database/organization'
import { refusal } from '@/lib/api/parse'

type Numbers = { incrementalId: { in: number[] } }
type Ids = { id: { in: string[] } }
type Found = { id: string; incrementalId?: number }
type Find = (store: OrganizationClient, named: { OR: [Ids, Numbers] }, caller: Caller) => Promise<Found[]>

const select = { id: true, incrementalId: true } as const

/** The records that request bodies can refer to. The caller must be able to see them. */
const entities = {
  network: (store, named) => store.network.findMany({ where: named, select }),
  advertiser: (store, named, { reach }) =>
    store.advertiser.findMany({ where: { AND: [named, among(reach.advertisers.see)] }, select }),
  publisher: (store, named, { reach }) =>
    store.publisher.findMany({ where: { AND: [named, among(reach.publishers.see)] }, select }),
  offer: (store, named) => store.offer.findMany({ where: named, select }),
  offerEvent: (store, named) => store.offerEvent.findMany({ where: named, select }),
  integration: (store, { OR: [ids] }) => store.integration.findMany({ where: ids, select: { id: true } }),
  publisherGroup: (store, { OR: [ids] }) => store.publisherGroup.findMany({ where: ids, select: { id: true } }),
  targetingGroup: (store, { OR: [ids] }) => store.targetingGroup.findMany({ where: ids, select: { id: true } }),
  user: (store, { OR: [ids] }) =>
    store.user.findMany({ where: { ...ids, role: { not: 'publisher' } }, select: { id: true } }),
} as const satisfies Record<string, Find>

/** A kind of record that others refer to. */
export type Entity = keyof typeof entities

/** A field of a request body that refers to a record, by number or ID. `field` is where it is, in errors. */
export type Reference = { entity: Entity; field: string; given: number | string }

/**
 * Finds the records that a request body refers to, in the caller's organization: one query for each kind, however many there are.
 * @returns their IDs, in order
 * @throws Problem that names each field that refers to nothing
 */
export async function resolve(caller: Caller, references: readonly Reference[]): Promise<string[]> {
  const store = database().forOrganization(caller.organization.id)
  const kinds = [...new Set(references.map(({ entity }) => entity))]
  const found = new Map(
    await Promise.all(
      kinds.map(async (kind): Promise<[Entity, ReadonlyMap<string, string>]> => {
        const given = new Set(references.flatMap((one) => (one.entity === kind ? one.given : [])))
        const ids = [...given].filter((one) => typeof one === 'string')
        const numbers = [...given].filter((one) => typeof one === 'number')
        const find: Find = entities[kind]
        const rows = await find(store, { OR: [{ id: { in: ids } }, { incrementalId: { in: numbers } }] }, caller)
        return [
          kind,
          new Map(rows.flatMap(({ id, incrementalId }) => [id, String(incrementalId)].map((key) => [key, id]))),
        ]
      }),
    ),
  )
  const idOf = ({ entity, given }: Reference) => found.get(entity)?.get(String(given).toLowerCase())
  const missing = references.filter((one) => idOf(one) === undefined)
  if (missing.length > 0)
    throw refusal(
      missing.map(({ entity, field, given }) => ({ field, message: `No ${inWords(entity)} with the ID ${given}.` })),
    )
  return references.flatMap((one) => idOf(one) ?? [])
}

const inWords = (entity: Entity): string => entity.replaceAll(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`)
