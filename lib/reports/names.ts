import { database } from '@/lib/database/client'
import { isUuid } from '@/lib/uuid'
import { declarationOf, type Dimension, type NamedById } from './dimensions'
import type { Entity } from './entity'

/** Current catalog names, by incrementalId. */
export type Names = ReadonlyMap<number, Entity>

/** Catalog tables whose rows clicks name by incrementalId. */
type Kind = 'advertiser' | 'publisher' | 'network' | 'offer'

/**
 * Names of one kind: all of the organization's, or those with the given numbers.
 * They're joined at query time, because names change but events don't.
 */
export async function namesOf(organizationId: string, kind: Kind, ids?: readonly number[]): Promise<Names> {
  const select = { incrementalId: true, name: true, slug: true } as const
  const where = ids ? { incrementalId: { in: [...new Set(ids)] } } : {}
  const store = database().forOrganization(organizationId)
  const find = {
    advertiser: () => store.advertiser.findMany({ where, select }),
    publisher: () => store.publisher.findMany({ where, select }),
    network: () => store.network.findMany({ where, select }),
    offer: () => store.offer.findMany({ where, select }),
  }
  const rows = await find[kind]()
  return new Map(rows.map(({ incrementalId, name, slug }) => [incrementalId, { id: incrementalId, name, slug }]))
}

/** The named record, or a placeholder for none, or for one that was permanently deleted. */
export function nameOf(names: Names, id: number): Entity {
  return names.get(id) ?? { id, name: id === 0 ? 'None' : `#${id}`, slug: '' }
}

/** Current names of what events name by ID. */
export async function namesById(
  organizationId: string,
  kind: NamedById,
  ids: readonly string[],
): Promise<ReadonlyMap<string, { id: string; name: string }>> {
  const store = database().forOrganization(organizationId)
  const which = { where: { id: { in: [...new Set(ids)].filter(isUuid) } }, select: { id: true, name: true } } as const
  const find = {
    campaign: () => store.campaign.findMany(which),
    tag: () => store.tag.findMany(which),
    folder: () => store.folder.findMany(which),
  }
  const rows = await find[kind]()
  return new Map(rows.map((row) => [row.id, row]))
}

/** Names by value, or undefined if the dimension's values aren't in the catalog. */
export async function valueNames(
  organizationId: string,
  dimension: Dimension,
  values: readonly string[],
): Promise<ReadonlyMap<string, string> | undefined> {
  const { catalog } = declarationOf(dimension)
  if (catalog === undefined) return undefined
  if (catalog === 'campaign' || catalog === 'tag' || catalog === 'folder')
    return new Map([...(await namesById(organizationId, catalog, values))].map(([id, { name }]) => [id, name]))
  const names = await namesOf(organizationId, catalog, values.map(Number))
  return new Map(
    values.flatMap((value): [string, string][] => {
      const found = names.get(Number(value))
      return found ? [[value, found.name]] : []
    }),
  )
}

/** Makes values of a dimension readable: their names in the catalog, or what the dimension calls them. */
export async function valueLabels(
  organizationId: string,
  dimension: Dimension,
  values: readonly string[],
): Promise<(value: string) => string> {
  const { kind, catalog } = declarationOf(dimension)
  if (catalog === undefined) return (value) => (value === kind.none ? 'Unknown' : (kind.label?.(value) ?? value))
  const names = await valueNames(organizationId, dimension, values)
  return (value) => names?.get(value) ?? (value === kind.none ? 'None' : `#${value}`)
}
