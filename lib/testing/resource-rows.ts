import { resourceVerbs, type ResourceVerb } from '@/lib/api/resource/define'
import type { Ask, MatrixRow, Target } from './matrix-rows'

type Declared = { fields: object; contracts: { readonly [K in ResourceVerb]?: { id: string } } }

type Resource = {
  data: MatrixRow['data']
  path: (target: Target) => string | Promise<string>
  /** The ID of an item that's the target's. Each request may change it. */
  item: (target: Target) => string | Promise<string>
  /** Finds that item in the list. */
  query: (target: Target) => string
  /** A body that creates an item, or null where nothing says whose it would be. */
  body: (target: Target) => object | null | Promise<object | null>
  /** A body that updates an item. */
  change: object
}

/** The matrix rows of a resource: one for each of its verbs. */
export function resourceRows(
  { contracts, fields }: Declared,
  { data, path, item, query, body, change }: Resource,
): Record<string, MatrixRow> {
  const creating = async (target: Target, more: string, wrap: (given: object) => object): Promise<Ask[]> => {
    const given = await body(target)
    return given === null ? [] : [{ url: `${await path(target)}${more}`, body: wrap(given) }]
  }
  const onItem = async (target: Target, more?: object): Promise<Ask[]> => [
    { url: `${await path(target)}/${await item(target)}`, ...(more && { body: more }) },
  ]
  const onItems = async (target: Target, more: object): Promise<Ask[]> => [
    { url: `${await path(target)}/bulk`, body: { ...more, data: [await item(target)] } },
  ]
  const asks: Record<ResourceVerb, MatrixRow['ask']> = {
    list: async (target) => {
      await item(target)
      return [{ url: `${await path(target)}?${query(target)}` }]
    },
    export: async (target) => {
      await item(target)
      return [{ url: `${await path(target)}/export?${query(target)}` }]
    },
    create: (target) => creating(target, '', (given) => given),
    bulkCreate: (target) => creating(target, '/bulk', (given) => ({ data: [given] })),
    bulkStatus: (target) => onItems(target, 'active' in fields ? { active: false } : { archived: false }),
    bulkArchive: (target) => onItems(target, {}),
    read: (target) => onItem(target),
    update: (target) => onItem(target, change),
    archive: (target) => onItem(target),
  }
  return Object.fromEntries(
    resourceVerbs.flatMap((verb): [string, MatrixRow][] => {
      const contract = contracts[verb]
      return contract ? [[contract.id, { data, ask: asks[verb] }]] : []
    }),
  )
}

type Imports = {
  data: MatrixRow['data']
  path: Resource['path']
  /** A row of a file, by column, or null where nothing says whose it would be. */
  row: (target: Target) => Record<string, string> | null | Promise<Record<string, string> | null>
}
type ImportIds = { readonly [Name in 'template' | 'preview' | 'start' | 'progress']: { id: string } }

/** The matrix rows of a resource's imports. People only see their own. */
export function importRows(
  contracts: ImportIds,
  kind: string,
  { data, path, row }: Imports,
): Record<string, MatrixRow> {
  const asks = async (target: Target, more: string): Promise<Ask[]> => {
    const given = await row(target)
    if (given === null) return []
    const file = [Object.keys(given), Object.values(given)].map((cells) => cells.join(',')).join('\n')
    return [{ url: `${await path(target)}/import${more}`, body: { file } }]
  }
  const progress = async (target: Target): Promise<Ask[]> => {
    if (target.place !== 'own') return []
    const { id } = await target.database.prisma.import.create({
      data: { organizationId: target.world.organizationId, userId: target.person.userId, kind, total: 1 },
    })
    return [{ url: `${await path(target)}/import/${id}`, shows: id }]
  }
  return {
    [contracts.template.id]: {
      data,
      ask: async (target) => [{ url: `${await path(target)}/import`, shows: null }],
    },
    [contracts.preview.id]: { data, ask: (target) => asks(target, '/preview') },
    [contracts.start.id]: { data, ask: (target) => asks(target, '') },
    [contracts.progress.id]: { data, ask: progress },
  }
}
