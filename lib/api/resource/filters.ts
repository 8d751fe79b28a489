import { z } from 'zod'
import { containing } from '@/lib/text'
import { choicesOf, jsonSchema, type JsonSchema } from '@/lib/api/json-schema'
import { listed } from '@/lib/api/words'
import { reference, type Field } from './fields'

// How lists filter by each kind of field: operators, what each takes, and the condition it makes. Safe in the browser.

const MAX_VALUES = 100
const DAY = 86_400_000

/** A Prisma condition on a column, or one that contains such conditions. */
export type Condition = Readonly<Record<string, unknown>>

/** Wraps a condition in the path to its column. */
export type Place = (asked: unknown) => Condition

/** An operator: what it takes, and the condition that makes. `words` complete the sentence "Only items whose field …". */
export type Filter = { words: string; value: z.ZodType; condition(this: void, given: unknown): Condition }

/** The filter operators of Integr8's documentation, which are the operators of all lists. */
const words = {
  eq: 'equals this value',
  eq_n: 'equals this number',
  ne: 'doesn’t equal this value',
  gt: 'is greater than this value',
  gte: 'is greater than or equal to this value',
  lt: 'is less than this value',
  lte: 'is less than or equal to this value',
  in: 'is one of these comma-separated values',
  like: 'contains this text, ignoring case',
} as const
const wordsForLists = {
  eq: 'includes this value',
  ne: 'doesn’t include this value',
  in: 'includes one of these comma-separated values',
} as const

export type Filters = Readonly<Record<string, Filter>>

function filter<T>(text: string, value: z.ZodType<T>, condition: (given: T) => Condition): Filter {
  return { words: text, value, condition: (given) => condition(value.parse(given)) }
}

/** The filters of a field, by operator. A field without a column has none, unless its handler filters by it. */
export function filtersOf({ type, column, present, each, asked, reference: entity }: Field): Filters {
  if (asked !== undefined) return { eq: filter(words.eq, asked, () => ({})) }
  if (each !== undefined) return related(each)
  const place = placeOf(present ?? column)
  if (!type || !place) return {}
  if (present !== undefined) return flags((given) => place(given ? { not: null } : { equals: null }))
  const choices = choicesOf(jsonSchema(type, 'output'))
  const schema = choices.find((choice) => choice.type !== 'null')
  // In SQL, NULL is neither equal nor unequal, so the second condition is needed to include it.
  const missing = choices.some((choice) => choice.type === 'null') ? place({ equals: null }) : null
  if (entity !== undefined) return references(column ?? '', missing)
  if (schema?.enum) {
    const names = schema.enum.map(String)
    return equality(z.enum(names, `must be ${listed(names)}`), place, missing)
  }
  // Prisma has no `in` for booleans.
  if (schema?.type === 'boolean') return flags((given) => place({ equals: given }))
  if (schema?.type === 'integer')
    return { ...equality(integer, place, missing), ...exactly(integer, place), ...order(integer, place) }
  if (schema?.type === 'number')
    return { ...equality(decimal, place, missing), ...exactly(decimal, place), ...order(decimal, place) }
  if (schema?.type === 'array') return lists(place, itemsOf(schema))
  if (schema?.format === 'uuid') return equality(id, place, missing)
  if (schema?.format === 'date') return days(place, missing)
  if (schema?.format === 'date-time') return times(place, missing)
  if (schema?.type === 'string')
    return { ...equality(text, place, missing), like: filter(words.like, text, (given) => place(containing(given))) }
  return {}
}

/** Wraps a condition in the path to a column, which can be in a related record: `relation.column`. */
export function placeOf(column: string | undefined): Place | null {
  if (column === undefined) return null
  const [name = '', inner] = column.split('.')
  return (asked) => ({ [name]: inner === undefined ? asked : { [inner]: asked } })
}

const text = z.string().max(500, 'must be at most 500 characters')
const flag = z.boolean('must be true or false')
const integer = z.int32('must be a whole number')
const id = z.guid('must be an ID such as 0190c8a4-7e1b-7c3a-9d2e-5f60718293a4')
const decimalMessage = 'must be a number such as 12.50'
/** Text stays text, so that amounts are compared exactly. */
const decimal = z.union(
  [
    z.string().regex(/^-?\d{1,20}(\.\d{1,10})?$/, decimalMessage),
    z.number(decimalMessage).min(-1e20, decimalMessage).max(1e20, decimalMessage),
  ],
  decimalMessage,
)
const day = z.iso.date('must be a date such as 2026-01-31').refine(hasYear, 'must be a date such as 2026-01-31')
/** PostgreSQL has no year 0. */
const time = z.union(
  [z.iso.date().refine(hasYear), z.iso.datetime({ offset: true }).refine(hasYear)],
  'must be a date such as 2026-01-31, or a time such as 2026-01-31T12:00:00Z',
)

function hasYear(given: string): boolean {
  return new Date(given).getUTCFullYear() > 0
}

const several = <T>(value: z.ZodType<T>) => z.array(value).max(MAX_VALUES, `must have at most ${MAX_VALUES} values`)

const not = (condition: Condition, missing: Condition | null): Condition =>
  missing ? { OR: [{ NOT: condition }, missing] } : { NOT: condition }

function equality<T>(value: z.ZodType<T>, place: Place, missing: Condition | null): Filters {
  return {
    eq: filter(words.eq, value, (given) => place({ equals: given })),
    ne: filter(words.ne, value, (given) => not(place({ equals: given }), missing)),
    in: filter(words.in, several(value), (given) => place({ in: given })),
  }
}

const exactly = <T>(value: z.ZodType<T>, place: Place): Filters => ({
  eq_n: filter(words.eq_n, value, (given) => place({ equals: given })),
})

function order<T>(value: z.ZodType<T>, place: Place): Filters {
  const compare = (operator: 'gt' | 'gte' | 'lt' | 'lte') =>
    filter(words[operator], value, (given) => place({ [operator]: given }))
  return { gt: compare('gt'), gte: compare('gte'), lt: compare('lt'), lte: compare('lte') }
}

function flags(is: (given: boolean) => Condition): Filters {
  return {
    eq: filter(words.eq, flag, is),
    ne: filter(words.ne, flag, (given) => is(!given)),
    in: filter(words.in, several(flag), (given) => ({ OR: given.map(is) })),
  }
}

/** A list includes a value, or one of several. */
function lists(place: Place, item: z.ZodType<string>): Filters {
  return {
    eq: filter(wordsForLists.eq, item, (given) => place({ has: given })),
    ne: filter(wordsForLists.ne, item, (given) => not(place({ has: given }), place({ equals: null }))),
    in: filter(wordsForLists.in, several(item), (given) => place({ hasSome: given })),
  }
}

/** What a list can include: any text, unless it's a list of an enum's values, since PostgreSQL knows no others. */
function itemsOf({ items }: JsonSchema): z.ZodType<string> {
  const names = typeof items === 'object' && !Array.isArray(items) ? (items.enum?.map(String) ?? []) : []
  return names.length > 0 ? z.enum(names, `must be ${listed(names)}`) : text
}

/** One of the related records has this ID, or one of several. */
function related(each: string): Filters {
  const [relation = '', column = ''] = each.split('.')
  const some = (condition: unknown) => ({ [relation]: { some: { [column]: condition } } })
  return {
    eq: filter(wordsForLists.eq, id, (given) => some(given)),
    ne: filter(wordsForLists.ne, id, (given) => ({ NOT: some(given) })),
    in: filter(wordsForLists.in, several(id), (given) => some({ in: given })),
  }
}

/** How a filter names no record at all. */
const NONE = 'null'
const orNoneMessage = 'must be an ID such as 0190c8a4-7e1b-7c3a-9d2e-5f60718293a4, or null'
const idOrNone = z.union([z.literal(NONE), z.guid(orNoneMessage)], orNoneMessage)

/** A related record has this number or ID, or there's none. */
function references(column: string, missing: Condition | null): Filters {
  const [relation = '', key] = column.split('.')
  const value: z.ZodType<string | number> = key === 'incrementalId' ? reference : missing ? idOrNone : id
  // Not `is: null`: the relation's key includes the organization, which is never null.
  const isNone = { NOT: { [relation]: { is: {} } } }
  const is = (given: string | number): Condition =>
    given === NONE ? isNone : { [relation]: typeof given === 'number' ? { incrementalId: given } : { id: given } }
  return {
    eq: filter(words.eq, value, is),
    ne: filter(words.ne, value, (given) => not(is(given), missing && given !== NONE ? isNone : null)),
    in: filter(words.in, several(value), (given) => ({ OR: given.map(is) })),
    ...(key === 'incrementalId' ? { eq_n: filter(words.eq_n, integer, is) } : {}),
  }
}

/** Columns that hold days, which Prisma takes as the start of the day in UTC. */
function days(place: Place, missing: Condition | null): Filters {
  const start = (given: unknown) => new Date(z.string().parse(given))
  const dayPlace: Place = (asked) =>
    place(
      Object.fromEntries(
        Object.entries(z.record(z.string(), z.unknown()).parse(asked)).map(([operator, given]) => [
          operator,
          Array.isArray(given) ? given.map(start) : start(given),
        ]),
      ),
    )
  return { ...equality(day, dayPlace, missing), ...order(day, dayPlace) }
}

/** A day means the whole day in UTC. A time means its millisecond, which is the precision we store. */
function times(place: Place, missing: Condition | null): Filters {
  const within = (given: string) => {
    const from = new Date(given)
    return { from, until: new Date(from.getTime() + (given.includes('T') ? 1 : DAY)) }
  }
  const of = (operator: keyof typeof words, condition: (span: { from: Date; until: Date }) => Condition) =>
    filter(words[operator], time, (given) => condition(within(given)))
  return {
    eq: of('eq', ({ from, until }) => place({ gte: from, lt: until })),
    ne: of('ne', ({ from, until }) => not(place({ gte: from, lt: until }), missing)),
    gt: of('gt', ({ until }) => place({ gte: until })),
    gte: of('gte', ({ from }) => place({ gte: from })),
    lt: of('lt', ({ from }) => place({ lt: from })),
    lte: of('lte', ({ until }) => place({ lt: until })),
  }
}
