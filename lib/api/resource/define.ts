import { z } from 'zod'
import type { Permission } from '@/lib/identity/permissions'
import { defineContract } from '@/lib/api/contract'
import { integr8 } from '@/lib/api/dialect'
import { bulkChangeOf, bulkVerbsOf, idsUpTo } from './bulk'
import { bodyOf, itemOf, listOf, type ColumnOf, type Fields, type FieldsOf } from './fields'
import { listingOf } from './listing'
import { keeping, keepingNamed, type Rule } from './rules'

/** The most items that one request can change, unless a verb says otherwise. */
export const MAX_BULK = 1000

/** The verbs a resource can have. Bulk verbs change all of the items or none. What can be listed can be exported. */
export const resourceVerbs = [
  'list',
  'create',
  'export',
  'bulkCreate',
  'bulkStatus',
  'bulkArchive',
  'read',
  'update',
  'archive',
] as const
export type ResourceVerb = (typeof resourceVerbs)[number]

type Definition<F extends Fields, P extends z.ZodObject, V, Order> = {
  /** The resource's name in operation IDs, such as `getUser` and `listUsers`, and of its schemas. */
  one: string
  many: string
  /** The resource's name in a sentence, such as "an organization user" and "organization users". */
  means: { one: string; many: string }
  tag: string
  path: string
  /** The IDs in the path before the resource's own. */
  params: P
  /** The name of the resource's own ID in the path. */
  itemParam: string
  access: { read: Permission; manage: Permission }
  fields: F
  /** Columns that `q` searches. */
  search?: readonly ColumnOf<Order>[]
  /** Rules about several fields at once. They hold for what a change results in, so an update that names one of the fields is checked against the rest. */
  rules?: readonly Rule[]
  /** Whether updates and deletes take If-Match. Its handlers must pass `unchangedSince` on. */
  versioned?: true
  /** Whether its CSV files can be imported (lib/api/resource/import.contract.ts). They only have the columns that can be set. */
  isImported?: true
  /** What it can do, each with its own description, if any. `most` is how many items a bulk request can have. */
  verbs: V & { readonly [K in Exclude<ResourceVerb, 'export'>]?: { description?: string; most?: number } }
}

/** The verbs with a contract. */
type Declared<V> = keyof V | ('list' extends keyof V ? 'export' : never)

const changed = z.strictObject({})
const capitalized = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1)

/**
 * Declares a resource in Integr8's format: its fields once, from which follow responses, bodies, filters, sorting, and documentation, and the contracts of
 * its verbs. The type arguments are Prisma's, for the columns. `handleResource` connects them with what they do. Safe in the browser.
 */
export function defineResource<Where extends object, Order extends object>() {
  return <const F extends FieldsOf<Order>, P extends z.ZodObject, const V extends object>(
    definition: Definition<F, P, V, Order>,
  ) => contractsOf<F, P, V, Where, Order>(definition)
}

function contractsOf<
  F extends Fields,
  P extends z.ZodObject,
  V extends object,
  Where extends object,
  Order extends object,
>(definition: Definition<F, P, V, Order>) {
  const { one, many, means, path, itemParam, access, fields, params, rules = [] } = definition
  // The type arguments of defineResource say that these are its columns.
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion
  const listing = listingOf<Where, Order>(fields as Fields<ColumnOf<Order>>, { search: definition.search })
  const item = itemOf(fields).meta({ id: one })
  const createBody = keeping(bodyOf(fields, 'create'), rules).meta({ id: `${one}Create` })
  const updateBody = keepingNamed(bodyOf(fields, 'update'), rules).meta({ id: `${one}Update` })

  const describe = (verb: Exclude<ResourceVerb, 'export'>) => ({ description: definition.verbs[verb]?.description })
  const mostOf = (verb: Exclude<ResourceVerb, 'export'>) => definition.verbs[verb]?.most ?? MAX_BULK
  const shared = { dialect: integr8, tags: [definition.tag] } as const
  const ofMany = { ...shared, path, params }
  const ofBulk = { ...ofMany, path: `${path}/bulk`, access: access.manage, response: changed }
  const { versioned = false } = definition
  const ofOne = { ...shared, path: `${path}/{${itemParam}}`, params: params.extend({ [itemParam]: z.string() }) }
  const contracts = {
    list: defineContract({
      ...ofMany,
      ...describe('list'),
      id: `list${many}`,
      method: 'GET',
      access: access.read,
      summary: `List ${means.many}`,
      query: listing.query,
      response: listOf(item),
    }),
    export: defineContract({
      ...ofMany,
      path: `${path}/export`,
      id: `export${many}`,
      method: 'GET',
      access: access.read,
      summary: `Export ${means.many} as CSV`,
      description: 'All that match the filters, in the order of the list.',
      query: listing.query.omit({ page: true }).extend({
        bom: z
          .boolean('must be true or false')
          .default(false)
          .describe('Whether to start the file with a byte order mark, which Excel needs to read it as UTF-8.'),
      }),
      file: { type: 'text/csv; charset=utf-8', name: `${path.split('/').at(-1)}.csv` },
      response: z.custom<AsyncIterable<string>>(),
    }),
    create: defineContract({
      ...ofMany,
      ...describe('create'),
      id: `create${one}`,
      method: 'POST',
      access: access.manage,
      summary: `Create ${means.one}`,
      body: createBody,
      response: z.strictObject({ created_item_id: z.string() }),
    }),
    bulkCreate: defineContract({
      ...ofBulk,
      ...describe('bulkCreate'),
      id: `bulkCreate${many}`,
      method: 'POST',
      summary: `Create several ${means.many}`,
      body: z.strictObject({
        data: z
          .array(createBody)
          .min(1, 'must have at least one item')
          .max(mostOf('bulkCreate'), `must have at most ${mostOf('bulkCreate')} items`),
      }),
    }),
    bulkStatus: defineContract({
      ...ofBulk,
      ...describe('bulkStatus'),
      id: `bulkUpdate${many}Status`,
      method: 'PATCH',
      summary: `${capitalized(bulkVerbsOf(fields))} several ${means.many}`,
      body: bulkChangeOf(fields, mostOf('bulkStatus')),
    }),
    bulkArchive: defineContract({
      ...ofBulk,
      ...describe('bulkArchive'),
      id: `bulkDelete${many}`,
      method: 'DELETE',
      summary: `Delete several ${means.many}`,
      body: z.strictObject({ data: idsUpTo(mostOf('bulkArchive')) }),
    }),
    read: defineContract({
      ...ofOne,
      ...describe('read'),
      id: `get${one}`,
      method: 'GET',
      access: access.read,
      summary: `Get ${means.one}`,
      response: z.strictObject({ data: item }),
    }),
    update: defineContract({
      ...ofOne,
      ...describe('update'),
      versioned,
      id: `update${one}`,
      method: 'PATCH',
      access: access.manage,
      summary: `Update ${means.one}`,
      body: updateBody,
      response: changed,
    }),
    archive: defineContract({
      ...ofOne,
      ...describe('archive'),
      versioned,
      id: `delete${one}`,
      method: 'DELETE',
      access: access.manage,
      summary: `Delete ${means.one}`,
      response: changed,
    }),
  }
  // Object.fromEntries loses the link between verbs and contracts.
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion
  const declared = Object.fromEntries(
    resourceVerbs.flatMap((verb) =>
      definition.verbs[verb === 'export' ? 'list' : verb] ? [[verb, contracts[verb]]] : [],
    ),
  ) as Pick<typeof contracts, keyof typeof contracts & Declared<V>>
  const { isImported = false } = definition
  return { ...definition, isImported, rules, listing, item, all: contracts, contracts: declared }
}

/** A declared resource. */
export type Resource<
  F extends Fields,
  P extends z.ZodObject,
  V extends object,
  Where extends object,
  Order extends object,
> = ReturnType<typeof contractsOf<F, P, V, Where, Order>>
