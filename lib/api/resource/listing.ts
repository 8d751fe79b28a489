import { z } from 'zod'
import { numberIn } from '@/lib/identifier'
import { matching } from '@/lib/text'
import { wholeNumber } from '@/lib/api/whole-number'
import { isGroup, type ColumnOf, type Field, type Fields } from './fields'
import { filtersOf, placeOf, type Condition, type Filters } from './filters'

const MAX_SIZE = 100
const DEFAULT_SIZE = 25
const MAX_WORDS = 10

/** The Prisma query for one page. */
export type ListQuery<Where, Order> = { where: Where; orderBy: Order[]; skip: number; take: number }

/** The filters of fields, by name, where a group has those of its own fields. */
type Tree = ReadonlyMap<string, { filters: Filters } | { tree: Tree }>

/**
 * The parameters of a list, and how to turn them into a Prisma query: filters and sorting by each field with a column, and numbered pages. How they're
 * spelled is up to the dialect. `search` adds a `q` parameter that matches items where each word appears in one of those columns.
 * `sort` is the default order. Safe in the browser.
 */
export function listingOf<Where extends object, Order extends object>(
  fields: Fields<ColumnOf<Order>>,
  { search = [], sort = ['id'] }: { search?: readonly ColumnOf<Order>[]; sort?: readonly string[] } = {},
) {
  // The compiler checked the column names against Where and Order where they're declared. Here they're combined at runtime.
  // oxlint-disable typescript/no-unsafe-type-assertion
  const asWhere = (condition: Condition) => condition as Where
  const asOrder = (condition: Condition) => condition as Order
  // oxlint-enable typescript/no-unsafe-type-assertion

  const tree = treeOf(fields)
  const where = z.strictObject({
    filter: filterSchema(tree, []).optional(),
    ...(search.length > 0 ? { q: searched.optional() } : {}),
  })
  const columns = new Map([['id', 'id'], ...columnsOf(fields, [])])
  const query = where.extend({
    sort: sortSchema([...columns.keys()]).default([...sort]),
    page: z
      .strictObject({
        number: wholeNumber(1, 1_000_000).default(1).describe('Page number, starting at 1.'),
        size: wholeNumber(1, MAX_SIZE)
          .default(DEFAULT_SIZE)
          .describe(`Items per page, 1 to ${MAX_SIZE}. Default: ${DEFAULT_SIZE}.`),
      })
      .prefault({}),
  })
  const { archived } = fields
  const active = archived && !isGroup(archived) ? filtersOf(archived).eq?.condition(false) : undefined

  /** The condition for the given filters. Leaves out archived rows unless there's a filter on `archived`. */
  function readWhere({ filter = {}, q }: { filter?: object; q?: unknown }): Where {
    const all = conditionsOf(tree, filter)
    if (typeof q === 'string') all.push(searchIn(search, q))
    if (active && !('archived' in filter)) all.push(active)
    return asWhere({ AND: all })
  }

  /** The query for the requested page. */
  function read(asked: z.output<typeof query>): ListQuery<Where, Order> {
    const { number, size } = asked.page
    return {
      where: readWhere(asked),
      orderBy: orderOf(asked.sort, columns).map(asOrder),
      skip: (number - 1) * size,
      take: size,
    }
  }
  return { where, query, readWhere, read }
}

function treeOf(fields: Fields): Tree {
  return new Map(
    Object.entries(fields).flatMap(([name, field]): [string, { filters: Filters } | { tree: Tree }][] => {
      if (isGroup(field)) return [[name, { tree: treeOf(field.fields) }]]
      const filters = filtersOf(field)
      return Object.keys(filters).length > 0 ? [[name, { filters }]] : []
    }),
  )
}

function filterSchema(tree: Tree, path: readonly string[]): z.ZodObject {
  return z.strictObject(
    Object.fromEntries(
      [...tree].map(([name, node]) => {
        const inner = [...path, name]
        if ('tree' in node) return [name, filterSchema(node.tree, inner).optional()]
        const operators = Object.entries(node.filters).map(([operator, { words, value }]) => [
          operator,
          value.optional().describe(`Only items whose ${inner.join('.')} ${words}.`),
        ])
        return [name, z.strictObject(Object.fromEntries(operators)).optional()]
      }),
    ),
  )
}

function conditionsOf(tree: Tree, asked: object): Condition[] {
  return [...tree].flatMap(([name, node]) => {
    const given: unknown = Reflect.get(asked, name)
    if (typeof given !== 'object' || given === null) return []
    if ('tree' in node) return conditionsOf(node.tree, given)
    return Object.entries(node.filters).flatMap(([operator, filter]) => {
      const value: unknown = Reflect.get(given, operator)
      return value === undefined ? [] : [filter.condition(value)]
    })
  })
}

/** What lists can be sorted by, and the column of each. */
function columnsOf(fields: Fields, path: readonly string[]): [string, string][] {
  return Object.entries(fields).flatMap(([name, field]): [string, string][] => {
    const inner = [...path, name]
    if (isGroup(field)) return columnsOf(field.fields, inner)
    const column = field.present ?? field.column
    return column !== undefined && isSortable(field) ? [[inner.join('.'), column]] : []
  })
}

/** Everything with an order. Lists of values don't have one. */
const isSortable = ({ type }: Field): boolean => type !== undefined && !(type instanceof z.ZodArray)

/** An order such as `-created_at, email`: newest first, then by email. */
function sortSchema(names: readonly string[]) {
  return z
    .array(
      z.enum(
        names.flatMap((name) => [name, `-${name}`]),
        {
          error: ({ input }) =>
            `can’t be ${quoted(input)}; use ${names.join(', ')}, with - before a field for descending order`,
        },
      ),
    )
    .min(1, 'must list at least one field')
    .refine((keys) => new Set(keys.map(fieldOf)).size === keys.length, 'must list each field only once')
    .describe(
      `Comma-separated fields to sort by. Put - before a field for descending order. Fields: ${names.join(', ')}.`,
    )
}

const quoted = (given: unknown): string => JSON.stringify(given).slice(0, 100)

const fieldOf = (key: string): string => key.replace(/^-/, '')

/** Always ends with the ID, so the order is total and pages never overlap. */
function orderOf(keys: readonly string[], columns: ReadonlyMap<string, string>): Condition[] {
  const last = keys.at(-1)?.startsWith('-') ? '-id' : 'id'
  const all = keys.some((key) => fieldOf(key) === 'id') ? keys : [...keys, last]
  return all.map((key) => placeOf(columns.get(fieldOf(key)))?.(key.startsWith('-') ? 'desc' : 'asc') ?? {})
}

const searched = z
  .string()
  .max(200, 'must be at most 200 characters')
  .describe(
    'Only items in which each of these words appears in a searchable field. Words of one or two letters or digits must begin a word there.',
  )

/** Each word is part of a text, or a whole number. Short ones only begin a word of the text. */
function searchIn(columns: readonly string[], text: string): Condition {
  const words = text.split(/\s+/).filter(Boolean).slice(0, MAX_WORDS)
  const conditionOf = (column: string, word: string) => {
    if (column !== 'incrementalId') return matching(word).flatMap((condition) => placeOf(column)?.(condition) ?? [])
    return numberIn(word) === null ? [] : [{ incrementalId: numberIn(word) }]
  }
  return { AND: words.map((word) => ({ OR: columns.flatMap((column) => conditionOf(column, word)) })) }
}
