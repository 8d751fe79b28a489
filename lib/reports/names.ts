import { shortLinkName } from '@/lib/catalog/short-link-address'
import { database } from '@/lib/database/client'
import { isUuid } from '@/lib/uuid'
import { declarationOf, TRACKING_KEY, type Dimension, type NamedById } from './dimensions'
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

/** Finds the current names of the records that rows refer to by number. */
export async function namesOfRows(
  organizationId: string,
  rows: readonly Readonly<Record<Kind, number>>[],
): Promise<(kind: Kind, id: number) => Entity> {
  const kinds = ['publisher', 'advertiser', 'network', 'offer'] as const
  const names = new Map(
    await Promise.all(
      kinds.map(
        async (kind) =>
          [
            kind,
            await namesOf(
              organizationId,
              kind,
              rows.map((row) => row[kind]),
            ),
          ] as const,
      ),
    ),
  )
  return (kind, id) => nameOf(names.get(kind) ?? new Map(), id)
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
    link: () => linkNames(organizationId, ids),
  }
  const rows = await find[kind]()
  return new Map(rows.map((row) => [row.id, row]))
}

/** Short links by their address, and tracking links by what their ID stands for: an offer and a publisher. */
async function linkNames(organizationId: string, ids: readonly string[]): Promise<{ id: string; name: string }[]> {
  const tracking = ids.flatMap((id) => {
    const [, offer, publisher] = /^tracking_(\d+)_(\d+)$/.exec(id) ?? []
    return offer === undefined ? [] : { id, offer: Number(offer), publisher: Number(publisher) }
  })
  const [links, offers, publishers] = await Promise.all([
    database()
      .forOrganization(organizationId)
      .link.findMany({ where: { id: { in: ids.filter(isUuid) } }, select: { id: true, domain: true, key: true } }),
    namesOf(
      organizationId,
      'offer',
      tracking.map(({ offer }) => offer),
    ),
    namesOf(
      organizationId,
      'publisher',
      tracking.map(({ publisher }) => publisher),
    ),
  ])
  return [
    ...links.map(({ id, ...place }) => ({ id, name: shortLinkName(place) })),
    ...tracking.map(({ id, offer, publisher }) => ({
      id,
      name: `${TRACKING_KEY}: ${nameOf(offers, offer).name}, ${nameOf(publishers, publisher).name}`,
    })),
  ]
}

/** Names by value, or undefined if the dimension's values aren't in the catalog. */
export async function valueNames(
  organizationId: string,
  dimension: Dimension,
  values: readonly string[],
): Promise<ReadonlyMap<string, string> | undefined> {
  const { catalog } = declarationOf(dimension)
  if (catalog === undefined) return undefined
  if (catalog === 'campaign' || catalog === 'tag' || catalog === 'folder' || catalog === 'link')
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
