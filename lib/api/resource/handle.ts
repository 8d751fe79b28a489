import { z } from 'zod'
import type { Caller } from '@/lib/identity/caller'
import type { Permission } from '@/lib/identity/permissions'
import { Refused } from '@/lib/identity/refused'
import { numberIn, numberOrId } from '@/lib/identifier'
import type { Contract } from '@/lib/api/contract'
import { readIfMatch } from '@/lib/api/if-match'
import { handle, type Operation } from '@/lib/api/operation'
import { refusal } from '@/lib/api/parse'
import { invalid, Problem } from '@/lib/api/problem'
import { columnsOf, fieldOf, type Columns } from './columns'
import { allRows, csvOf } from './csv-export'
import { resourceVerbs, type Resource, type ResourceVerb } from './define'
import { columnOf, isGroup, isHidden, valuesOf, type Fields, type Verb } from './fields'
import type { Condition } from './filters'
import type { ListQuery } from './listing'
import { broken } from './rules'
import { namingTaken } from './taken'

/** The caller, and the IDs in the path before the resource's own. */
export type Asked<P extends z.ZodObject> = {
  caller: Caller
  params: z.output<P>
  /** When the item last changed, as far as the client knows (If-Match). Null if it doesn't matter. */
  unchangedSince: Date | null
  /** What a list is to be filtered by that only the handler can: the value of each field that's declared with `asked`. */
  filters: Readonly<Record<string, unknown>>
}

/** How a resource reads. */
export type Rows<P extends z.ZodObject, Row, Where, Order> = {
  /** Narrows a condition to the rows the caller can see. */
  within(asked: Asked<P>, where: Where): Promise<Where>
  find(caller: Caller, query: ListQuery<Where, Order>): Promise<Row[]>
  count(caller: Caller, where: Where): Promise<number>
  /** How many rows a list without filters has, if that's known without counting them. */
  total?(asked: Asked<P>): Promise<number>
}

/** How a resource reads and writes. Writing is up to the functions of lib/access and lib/catalog: one transaction, with its audit entries. */
type Handlers<F, P extends z.ZodObject, Row, Where, Order> = {
  rows: Rows<P, Row, Where, Order>
  /** Finds an item, or throws Refused. By default, it's the visible row with this ID or, if rows have one, this number. */
  read?(asked: Asked<P>, id: string): Promise<Row>
  /** Creates an item and returns its ID. */
  create(asked: Asked<P>, columns: Columns<F, 'create'>): Promise<string>
  update(asked: Asked<P>, id: string, columns: Columns<F, 'update'>): Promise<unknown>
  archive(asked: Asked<P>, id: string): Promise<unknown>
  /** These change all items or none. IDs are those of visible rows, in the order of the request. */
  bulkCreate(asked: Asked<P>, items: Columns<F, 'create'>[]): Promise<unknown>
  bulkStatus(asked: Asked<P>, ids: string[], columns: Columns<F, 'update'>): Promise<unknown>
  bulkArchive(asked: Asked<P>, ids: string[]): Promise<unknown>
}

type HandlersOf<F, P extends z.ZodObject, V, Row, Where, Order> = Partial<Handlers<F, P, Row, Where, Order>> &
  Pick<Handlers<F, P, Row, Where, Order>, 'rows' | Extract<keyof V, Exclude<ResourceVerb, 'list' | 'export' | 'read'>>>

/** Connects a resource's contracts with what they do. */
export function handleResource<
  F extends Fields,
  P extends z.ZodObject,
  V extends object,
  Row extends { id: string },
  Where extends object,
  Order extends object,
>(resource: Resource<F, P, V, Where, Order>, handlers: HandlersOf<F, P, V, Row, Where, Order>) {
  const { fields, itemParam, rules } = resource
  const { rows } = handlers
  const noun = resource.means.one.replace(/^an? /, '')
  const isNumbered = Object.hasOwn(fields, 'incremental_id')

  const asked = (caller: Caller, params: unknown, ifMatch?: string | null): Asked<P> => ({
    caller,
    params: resource.params.parse(params),
    unchangedSince: readIfMatch(ifMatch),
    filters: {},
  })
  const askedToList = (caller: Caller, params: unknown, { filter = {} }: { filter?: object }): Asked<P> => ({
    ...asked(caller, params),
    filters: Object.fromEntries(
      Object.entries(fields).flatMap(([name, field]): [string, unknown][] => {
        const given = isGroup(field) || !field.asked ? undefined : columnOf(filter, `${name}.eq`)
        return given === undefined || given === null ? [] : [[name, given]]
      }),
    ),
  })
  const idIn = (params: Readonly<Record<string, unknown>>) => z.string().parse(params[itemParam])
  // The compiler checked the columns where the resource was declared.
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion
  const asWhere = (condition: Condition) => condition as Where

  const named = (id: string) => {
    const condition = numberOrId(id)
    return condition && 'incrementalId' in condition && !isNumbered ? null : condition
  }

  async function find(at: Asked<P>, given: readonly string[]): Promise<Row[]> {
    const conditions = given.flatMap((id) => named(id) ?? [])
    if (conditions.length === 0) return []
    const where = await rows.within(
      at,
      asWhere({
        OR: [
          { id: { in: conditions.flatMap((one) => ('id' in one ? one.id : [])) } },
          ...(isNumbered
            ? [
                {
                  incrementalId: { in: conditions.flatMap((one) => ('incrementalId' in one ? one.incrementalId : [])) },
                },
              ]
            : []),
        ],
      }),
    )
    return rows.find(at.caller, { where, orderBy: [], skip: 0, take: conditions.length })
  }

  async function readOne(at: Asked<P>, id: string): Promise<Row> {
    if (handlers.read) return handlers.read(at, id)
    const [row] = await find(at, [id])
    if (!row) throw new Refused('not_found', `No ${noun} with this ID.`)
    return row
  }

  /** The ID to change, which the path may give as a number. Resources that read items their own way also take their own IDs. */
  const idOf = async (at: Asked<P>, id: string) => (handlers.read ? id : (await readOne(at, id)).id)

  /** The IDs of the rows that a bulk request names, each once. */
  async function idsOf(at: Asked<P>, given: readonly string[]): Promise<string[]> {
    const found = await find(at, given)
    const known = new Map(
      found.flatMap((row) => [
        [row.id, row.id],
        ['incrementalId' in row ? String(row.incrementalId) : row.id, row.id],
      ]),
    )
    const missing = given.flatMap((id, index) => (known.has(key(id)) ? [] : [{ id, index }]))
    if (missing.length > 0)
      throw new Problem(
        'invalid',
        `data: No ${noun} with ${missing.length > 1 ? 'these IDs' : 'the ID'}: ${missing.map(({ id }) => id).join(', ')}. Nothing was changed.`,
        missing.map(({ id, index }) => ({ field: `data.${index}`, message: `No ${noun} with the ID ${id}.` })),
      )
    return [...new Set(given.flatMap((id) => known.get(key(id)) ?? []))]
  }

  /** Checks an update against the stored item: fields that are only set on creation, and rules about several fields. */
  async function checkUpdate(at: Asked<P>, id: string, body: Values): Promise<void> {
    const fixed = Object.entries(body).filter(([name]) => isFixed(fields[name]))
    if (rules.length === 0 && fixed.length === 0) return
    const row = await readOne(at, id)
    for (const [name, value] of fixed) {
      const [columns] = await columnsOf(fields, 'create', at.caller, [{ [name]: value }])
      const isSame = Object.entries({ ...columns }).every(
        ([column, to]) => String(storedIn(row, column, fields[name])) === String(to),
      )
      if (!isSame) throw invalid(name, 'can’t be changed')
    }
    const details = broken(rules, merged(valuesOf(fields, row), body))
    if (details.length > 0) throw refusal(details)
  }

  async function columnsOfOne<W extends Verb>(verb: W, caller: Caller, body: object): Promise<Columns<F, W>> {
    const [columns] = await columnsOf(fields, verb, caller, [body])
    return needed(columns)
  }

  const run: Record<ResourceVerb, Run> = {
    async list(caller, { params, query }) {
      const parsed = resource.listing.query.parse(query)
      const at = askedToList(caller, params, parsed)
      refuseHidden(caller, fields, parsed)
      const page = resource.listing.read(parsed)
      const where = await rows.within(at, page.where)
      const isWhole = !('filter' in parsed) && !('q' in parsed)
      const [found, count] = await Promise.all([
        rows.find(caller, { ...page, where }),
        isWhole && rows.total ? rows.total(at) : rows.count(caller, where),
      ])
      const data = found.map((row) => valuesOf(fields, row, caller.user.role))
      return { data, meta: { total_count: count, total_page: Math.ceil(count / page.take) } }
    },
    async export(caller, { params, query }) {
      const { bom, ...given } = exportQuery.parse(query)
      const parsed = resource.listing.query.parse({ ...given, page: { number: 1, size: 1 } })
      const at = askedToList(caller, params, parsed)
      refuseHidden(caller, fields, parsed)
      const page = resource.listing.read(parsed)
      const where = await rows.within(at, page.where)
      const items = allRows({ ...page, where }, asWhere, (asking) => rows.find(caller, asking))
      return csvOf(resource, caller, items, bom)
    },
    async read(caller, { params }) {
      return { data: valuesOf(fields, await readOne(asked(caller, params), idIn(params)), caller.user.role) }
    },
    async create(caller, { params, body }) {
      const columns = await columnsOfOne('create', caller, values.parse(body))
      return { created_item_id: await needed(handlers.create)(asked(caller, params), columns) }
    },
    async update(caller, { params, body, ifMatch }) {
      const at = asked(caller, params, ifMatch)
      const given = withoutUndefined(values.parse(body))
      const id = await idOf(at, idIn(params))
      await checkUpdate(at, id, given)
      await needed(handlers.update)(at, id, await columnsOfOne('update', caller, given))
      return {}
    },
    async archive(caller, { params, ifMatch }) {
      const at = asked(caller, params, ifMatch)
      await needed(handlers.archive)(at, await idOf(at, idIn(params)))
      return {}
    },
    async bulkCreate(caller, { params, body }) {
      const items = bulkItems.parse(body).data
      const columns = await columnsOf(fields, 'create', caller, items, (index) => `data.${index}`)
      await needed(handlers.bulkCreate)(asked(caller, params), columns)
      return {}
    },
    async bulkStatus(caller, { params, body }) {
      const at = asked(caller, params)
      const { data, ...change } = bulkChange.parse(body)
      const columns = await columnsOfOne('update', caller, change)
      const ids = await idsOf(at, data)
      try {
        await needed(handlers.bulkStatus)(at, ids, columns)
      } catch (error) {
        throw await namingTaken(error, await find(at, ids), async (condition) =>
          rows.find(caller, {
            where: await rows.within(at, asWhere(condition)),
            orderBy: [],
            skip: 0,
            take: ids.length,
          }),
        )
      }
      return {}
    },
    async bulkArchive(caller, { params, body }) {
      const at = asked(caller, params)
      await needed(handlers.bulkArchive)(at, await idsOf(at, bulkIds.parse(body).data))
      return {}
    },
  }
  const operations = resourceVerbs
    .filter((verb) => Object.hasOwn(resource.contracts, verb))
    .map((verb) => [
      verb,
      handle<z.ZodObject, z.ZodObject, z.ZodType, z.ZodType, Permission>(resource.all[verb], (caller, input) =>
        run[verb](caller, input).catch((error: unknown) => {
          // lib/access and lib/catalog name the column at fault.
          if (!(error instanceof Refused) || error.field === null) throw error
          throw new Refused(error.kind, error.message, fieldOf(fields, error.field))
        }),
      ),
    ])
  // Object.fromEntries loses the link between verbs and operations.
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion
  return Object.fromEntries(operations) as Operations<Resource<F, P, V, Where, Order>['contracts']>
}

type Operations<C extends object> = { [K in keyof C]: C[K] extends Contract ? Operation<C[K]> : never }
type Input = { params: Values; query: Values; body: unknown; ifMatch?: string | null }
type Run = (caller: Caller, input: Input) => Promise<unknown>

type Values = Readonly<Record<string, unknown>>
const values = z.record(z.string(), z.unknown())
const bulkItems = z.object({ data: z.array(values) })
const bulkIds = z.object({ data: z.array(z.string()) })
const bulkChange = z.looseObject({ data: z.array(z.string()) })

const exportQuery = z.looseObject({ bom: z.boolean() })

const withoutUndefined = (given: Values): Values =>
  Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined))

/** How a bulk request's IDs are matched with rows: 007 is 7, and hex digits are in either case. */
const key = (id: string): string => String(numberIn(id) ?? id.toLowerCase())

const isFixed = (field: Fields[string] | undefined): boolean =>
  field !== undefined && !isGroup(field) && field.write !== undefined && field.on === 'create'

/** Filters and sorting would reveal what's in fields that the caller can't see. */
function refuseHidden(
  caller: Caller,
  fields: Fields,
  { filter = {}, sort }: { filter?: object; sort: string[] },
): void {
  const hidden = Object.entries(fields).flatMap(([name, field]) => (isHidden(field, caller.user.role) ? [name] : []))
  const message = 'isn’t available to publisher users'
  for (const name of hidden) {
    const sorted = sort.find((one) => one.replace(/^-/, '').split('.')[0] === name)
    const place = Object.hasOwn(filter, name) ? `filter[${name}]` : sorted === undefined ? null : 'sort'
    if (place !== null) throw new Problem('forbidden', `${place}: ${name} ${message}.`, [{ field: place, message }])
  }
}

/** What a column has, or the ID of the record that a field refers to. */
function storedIn(row: object, column: string, field: Fields[string] | undefined): unknown {
  const relation = field && !isGroup(field) && field.reference !== undefined ? field.column?.split('.')[0] : undefined
  return relation === undefined || Object.hasOwn(row, column)
    ? Reflect.get(row, column)
    : columnOf(row, `${relation}.id`)
}

/** What an item's fields will be. */
function merged(item: Values, body: Values): Values {
  const entries = Object.entries(body).map(([name, value]) => {
    const [before, after] = [values.safeParse(item[name]), values.safeParse(value)]
    return [name, before.success && after.success ? { ...before.data, ...withoutUndefined(after.data) } : value]
  })
  return { ...item, ...Object.fromEntries(entries) }
}

function needed<T>(handler: T | undefined): T {
  if (handler === undefined) throw new Error('a resource has no handler for one of its verbs')
  return handler
}
