import { z } from 'zod'
import type { Caller } from '@/lib/identity/caller'
import type { Permission } from '@/lib/identity/permissions'
import { integr8 } from '@/lib/api/dialect'
import { defineContract } from '@/lib/api/contract'
import { handle } from '@/lib/api/operation'
import { READ_ONLY } from '@/lib/api/parse'
import { itemOf, listOf, valuesOf, type Column, type Fields, type Shape } from './fields'
import { listingOf, type ListQuery } from './listing'

/** The caller, and the IDs in the path before the resource's own. */
type Asked<P extends z.ZodObject> = { caller: Caller; params: z.output<P> }

type Definition<
  T extends Shape,
  P extends z.ZodObject,
  C extends z.ZodObject,
  U extends z.ZodObject,
  Row,
  Where,
  Order,
> = {
  /** The resource's name in operation IDs, such as `getUser` and `listUsers`. */
  one: string
  many: string
  /** The resource's name in a sentence, such as "an organization user" and "organization users". */
  means: { one: string; many: string }
  tag: string
  path: string
  /** The IDs in the path. */
  params: P
  /** The name of the resource's own ID in the path. */
  itemParam: string
  access: { read: Permission; manage: Permission }
  /** How to read the rows of a list. */
  rows: {
    /** Narrows a condition to the rows the caller can see. */
    within(asked: Asked<P>, where: Where): Promise<Where>
    find(caller: Caller, query: ListQuery<Where, Order>): Promise<Row[]>
    count(caller: Caller, where: Where): Promise<number>
  }
  fields: Fields<T, Row, Order>
  /** Columns that `q` searches. */
  search?: readonly Column<Order>[]
  /** Finds an item, or throws Refused. */
  read(asked: Asked<P>, id: string): Promise<Row>
  /** Creates an item and returns its ID. */
  create: { description?: string; body: C; run(asked: Asked<P>, body: z.output<C>): Promise<string> }
  update: { description?: string; body: U; run(asked: Asked<P>, id: string, body: z.output<U>): Promise<unknown> }
  archive: { description?: string; run(asked: Asked<P>, id: string): Promise<unknown> }
}

const changed = z.strictObject({})

/**
 * Declares the list, create, read, update, and archive operations of a resource, in Integr8's format. The field declarations determine responses,
 * filters, sorting, and documentation. A request body can include every field of a response: fields that can't be set are ignored.
 */
export function defineResource<
  T extends Shape,
  P extends z.ZodObject,
  C extends z.ZodObject,
  U extends z.ZodObject,
  Row,
  Where extends object,
  Order extends object,
>(definition: Definition<T, P, C, U, Row, Where, Order>) {
  const { one, many, means, path, access, rows, fields } = definition
  const listing = listingOf<Where, Order>(fields, { search: definition.search })
  const item = itemOf(fields)
  const answer = (row: Row) => valuesOf(fields, row)

  const shared = { dialect: integr8, tags: [definition.tag] } as const
  const ofItem = {
    path: `${path}/{${definition.itemParam}}`,
    params: definition.params.extend({ [definition.itemParam]: z.string() }),
  }
  const asked = (caller: Caller, params: unknown): Asked<P> => ({ caller, params: definition.params.parse(params) })
  const idIn = (params: Readonly<Record<string, unknown>>) => z.string().parse(params[definition.itemParam])

  return {
    list: handle(
      defineContract({
        ...shared,
        id: `list${many}`,
        method: 'GET',
        path,
        access: access.read,
        summary: `List ${means.many}`,
        params: definition.params,
        query: listing.query,
        response: listOf(item),
      }),
      async (caller, { params, query }) => {
        const page = listing.read(query)
        const where = await rows.within(asked(caller, params), page.where)
        const [found, count] = await Promise.all([rows.find(caller, { ...page, where }), rows.count(caller, where)])
        return { data: found.map(answer), meta: { total_count: count, total_page: Math.ceil(count / page.take) } }
      },
    ),
    create: handle(
      defineContract({
        ...shared,
        id: `create${one}`,
        method: 'POST',
        path,
        access: access.manage,
        summary: `Create ${means.one}`,
        description: definition.create.description,
        params: definition.params,
        body: ignoring(Object.keys(fields), definition.create.body),
        response: z.strictObject({ created_item_id: z.string() }),
      }),
      async (caller, { params, body }) => ({
        created_item_id: await definition.create.run(asked(caller, params), body),
      }),
    ),
    read: handle(
      defineContract({
        ...shared,
        ...ofItem,
        id: `get${one}`,
        method: 'GET',
        access: access.read,
        summary: `Get ${means.one}`,
        response: z.strictObject({ data: item }),
      }),
      async (caller, { params }) => ({ data: answer(await definition.read(asked(caller, params), idIn(params))) }),
    ),
    update: handle(
      defineContract({
        ...shared,
        ...ofItem,
        id: `update${one}`,
        method: 'PATCH',
        access: access.manage,
        summary: `Update ${means.one}`,
        description: definition.update.description,
        body: ignoring(Object.keys(fields), definition.update.body),
        response: changed,
      }),
      async (caller, { params, body }) => {
        await definition.update.run(asked(caller, params), idIn(params), body)
        return {}
      },
    ),
    archive: handle(
      defineContract({
        ...shared,
        ...ofItem,
        id: `delete${one}`,
        method: 'DELETE',
        access: access.manage,
        summary: `Delete ${means.one}`,
        description: definition.archive.description,
        response: changed,
      }),
      async (caller, { params }) => {
        await definition.archive.run(asked(caller, params), idIn(params))
        return {}
      },
    ),
  }
}

const ignored = z
  .unknown()
  .transform(() => undefined)
  .optional()
  .describe(READ_ONLY)

/** Extends a body schema to accept and ignore these fields, so that clients can send back a modified response. */
function ignoring<B extends z.ZodObject>(names: readonly string[], body: B): B {
  const others = names.filter((name) => !Object.hasOwn(body.shape, name)).map((name) => [name, ignored] as const)
  // The added fields come out as undefined, so the output still matches B's.
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion
  return z.strictObject({ ...Object.fromEntries(others), ...body.shape }) as unknown as B
}
