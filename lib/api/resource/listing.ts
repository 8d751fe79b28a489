import { z } from 'zod'
import { containing } from '@/lib/database/containing'
import type { Column, Listed } from './fields'
import { filtersOf, presenceFilters, type Condition } from './filter'

const MAX_SIZE = 100
const DEFAULT_SIZE = 25
const MAX_WORDS = 10

/** The Prisma query for one page. */
export type ListQuery<Where, Order> = { where: Where; orderBy: Order[]; skip: number; take: number }

/** A filter from the request. */
class Filtered<Where> {
  constructor(
    readonly field: string,
    readonly where: Where,
  ) {}
}

/**
 * Integr8's list parameters, `filter[field][operator]`, `sort`, `page[number]`, and `page[size]`, for fields with a column: their schema, and how
 * to turn them into a Prisma query. `search` adds a `q` parameter that matches items where each word appears in one of those columns.
 * `sort` is the default order.
 */
export function listingOf<Where extends object, Order extends object>(
  fields: Readonly<Record<string, Listed<Order>>>,
  { search = [], sort = 'id' }: { search?: readonly Column<Order>[]; sort?: string } = {},
) {
  // The compiler checked the column names against Where and Order where they're declared. Here they're combined at runtime.
  // oxlint-disable typescript/no-unsafe-type-assertion
  const asWhere = (condition: Condition) => condition as Where
  const asOrder = (condition: Condition) => condition as Order
  // oxlint-enable typescript/no-unsafe-type-assertion

  const filtered = (field: string) => (condition: Condition) => new Filtered(field, asWhere(condition))
  const isFiltered = (value: unknown): value is Filtered<Where> => value instanceof Filtered

  const filters: { [name: `filter[${string}]`]: z.ZodType<Filtered<Where> | undefined, string | undefined> } = {}
  const columns = new Map<string, string>([['id', 'id']])
  for (const [field, { type, column, present }] of Object.entries(fields)) {
    const parameters = column ? filtersOf(type, at(column)) : present ? presenceFilters(at(present)) : []
    for (const { operator, words, value } of parameters) {
      const name: `filter[${string}]` = operator === 'eq' ? `filter[${field}]` : `filter[${field}][${operator}]`
      filters[name] = value.transform(filtered(field)).optional().describe(`Only items whose ${field} ${words}.`)
    }
    const sortable = column ?? present
    if (sortable) columns.set(field, sortable)
  }

  const where = z.strictObject({
    ...filters,
    ...(search.length > 0 ? { q: searchIn(search).transform(filtered('q')).optional() } : {}),
  })
  const orders = sortBy(columns).transform((conditions) => conditions.map(asOrder))
  const query = where.extend({
    sort: orders.default(orders.parse(sort)),
    'page[number]': wholeNumber(1_000_000).default(1).describe('Page number, starting at 1.'),
    'page[size]': wholeNumber(MAX_SIZE)
      .default(DEFAULT_SIZE)
      .describe(`Items per page, 1 to ${MAX_SIZE}. Default: ${DEFAULT_SIZE}.`),
  })
  const { archived } = fields
  const active =
    archived && asWhere(at(archived.present ?? archived.column ?? '')({ equals: archived.present ? null : false }))

  /** The condition for the given filters. Leaves out archived rows unless there's a filter on `archived`. */
  function readWhere(asked: z.output<typeof where>): Where {
    const given = Object.values(asked).filter(isFiltered)
    const all = given.map((filter) => filter.where)
    if (active && given.every(({ field }) => field !== 'archived')) all.push(active)
    return asWhere({ AND: all })
  }

  /** The query for the requested page. */
  function read(asked: z.output<typeof query>): ListQuery<Where, Order> {
    const size = asked['page[size]']
    return { where: readWhere(asked), orderBy: asked.sort, skip: (asked['page[number]'] - 1) * size, take: size }
  }
  return { where, query, readWhere, read }
}

/** Wraps a condition in the path to its column, which can be in a related record: `relation.column`. */
function at(column: string): (asked: unknown) => Condition {
  const [name = '', inner] = column.split('.')
  return (asked) => ({ [name]: inner === undefined ? asked : { [inner]: asked } })
}

/** Parses an order such as `-created_at,email`: newest first, then by email. Always ends with the ID, so the order is total and pages never overlap. */
function sortBy(columns: ReadonlyMap<string, string>) {
  const names = [...columns.keys()]
  return z
    .string()
    .transform((text, context): Condition[] => {
      const keys = text
        .split(',')
        .map((part) => ({ field: part.replace(/^-/, ''), direction: part.startsWith('-') ? 'desc' : 'asc' }))
      const refuse = (message: string) => context.addIssue({ code: 'custom', message })
      const fields = keys.map(({ field }) => field)
      if (fields.some((field) => !columns.has(field)))
        refuse(
          `must be a comma-separated list of fields, each with an optional - for descending order. Fields: ${names.join(', ')}`,
        )
      if (new Set(fields).size < fields.length) refuse('must list each field only once')
      const asked = keys.map(({ field, direction }) => at(columns.get(field) ?? 'id')(direction))
      return fields.includes('id') ? asked : [...asked, { id: keys.at(-1)?.direction }]
    })
    .describe(
      `Comma-separated fields to sort by. Put - before a field for descending order. Fields: ${names.join(', ')}.`,
    )
}

function searchIn(columns: readonly string[]) {
  return z
    .string()
    .max(200, 'must be at most 200 characters')
    .transform((text): Condition => {
      const words = text.split(/\s+/).filter(Boolean).slice(0, MAX_WORDS)
      return { AND: words.map((word) => ({ OR: columns.map((column) => at(column)(containing(word))) })) }
    })
    .describe('Only items in which each of these words appears in a searchable field.')
}

function wholeNumber(maximum: number) {
  const message = `must be a whole number from 1 to ${maximum}`
  return z
    .string()
    .regex(/^\d{1,9}$/, message)
    .transform(Number)
    .refine((number) => number >= 1 && number <= maximum, message)
}
