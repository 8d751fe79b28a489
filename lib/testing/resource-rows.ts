import { resourceVerbs, type ResourceVerb } from '@/lib/api/resource/define'
import type { Ask, MatrixRow, Target } from './matrix-rows'

type Declared = { contracts: { readonly [K in ResourceVerb]?: { id: string } } }

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
  { contracts }: Declared,
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
    create: (target) => creating(target, '', (given) => given),
    bulkCreate: (target) => creating(target, '/bulk', (given) => ({ data: [given] })),
    bulkStatus: (target) => onItems(target, { active: false }),
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
