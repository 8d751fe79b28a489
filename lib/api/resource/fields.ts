import { z } from 'zod'
import type { Permission, Role } from '@/lib/identity/permissions'
import { READ_ONLY } from './read-only'
import type { Entity } from './references'

// What a resource declares about its fields: once, for responses, request bodies, filters, sorting, and documentation. Safe in the browser.

/**
 * A field. Its name is what API clients call it.
 * - `type`: what responses say. Without it, the field is never shown.
 * - `column`: where it's stored, to show it and to filter and sort by it. `relation.column` is in a related record.
 * - `present`: for a boolean that's true when this column isn't null.
 * - `each`: for a list that's in related records, the column of each: `relation.column`. Filters go by it; `value` shows it.
 * - `asked`: what lists can filter it by, if it isn't stored anywhere. It's up to the handler: see `Asked.filters`.
 * - `value`: how to get it from a row, if not from a column.
 * - `write`: what request bodies can set it to. Without it, bodies can include it, but it's ignored.
 */
export type Field<Column extends string = string, Row = never> = {
  type?: z.ZodType
  column?: Column
  present?: Column
  each?: `${string}.${string}`
  asked?: z.ZodType
  value?(this: void, row: Row): unknown
  write?: z.ZodType
  /** Bodies that create an item must include it. */
  required?: true
  /** Only when creating, or only when updating. */
  on?: Verb
  /** Only callers with this permission can set it. */
  permission?: Permission
  /** Publisher users don't see it, and can't filter or sort by it. */
  networkOnly?: true
  /** What `write` and the column of a related record's number or ID refer to. Handlers get the record's ID. */
  reference?: Entity
  /** What handlers get the ID as, if not the field's name in camelCase. */
  as?: string
  help?: string
}

/** Fields within a field, in columns of the same row. */
export type Group<Column extends string = string, Row = never> = {
  fields: { readonly [name: string]: Field<Column, Row> }
  networkOnly?: true
  help?: string
}

export type Fields<Column extends string = string, Row = never> = {
  readonly [name: string]: Field<Column, Row> | Group<Column, Row>
}

/** Fields whose columns exist: `{ … } as const satisfies FieldsOf<Prisma.OfferOrderByWithRelationInput, Row>`. */
export type FieldsOf<Order, Row = never> = Fields<ColumnOf<Order>, Row>

/** Names of columns that Prisma can sort by. A column of a related record has a dot: `relation.column`. */
export type ColumnOf<Order> = {
  [K in keyof Order & string]: 'asc' extends Order[K] ? K : `${K}.${keyof NonNullable<Order[K]> & string}`
}[keyof Order & string]

export type Verb = 'create' | 'update'

type Inner<F> = F extends { fields: infer G extends Fields } ? G : never

type Shown<F> = F extends { type: infer T extends z.ZodType } ? T : z.ZodObject<ItemShape<Inner<F>>, z.core.$strict>
type ItemShape<F> = {
  [K in keyof F as F[K] extends { fields: object } | { type: z.ZodType } ? K : never]: F[K] extends {
    networkOnly: true
  }
    ? z.ZodOptional<Shown<F[K]>>
    : Shown<F[K]>
}
export type Item<F> = z.ZodObject<ItemShape<F>, z.core.$strict>

type Settable<F, V extends Verb> = F extends { fields: object }
  ? true
  : F extends { write: z.ZodType }
    ? F extends { on: infer On }
      ? On extends V
        ? true
        : false
      : true
    : false
type BodyShape<F, V extends Verb> = {
  [K in keyof F as Settable<F[K], V> extends true ? K : never]: F[K] extends { write: infer W extends z.ZodType }
    ? V extends 'create'
      ? F[K] extends { required: true }
        ? W
        : z.ZodOptional<W>
      : z.ZodOptional<W>
    : z.ZodOptional<z.ZodObject<BodyShape<Inner<F[K]>, V>, z.core.$strict>>
}
/** A request body. Fields that it can't set are accepted and ignored, so that clients can send back a response. */
export type Body<F, V extends Verb> = z.ZodObject<BodyShape<F, V>, z.core.$strict>

/** The schema of an item in responses. */
export function itemOf<const F extends Fields>(fields: F): Item<F> {
  const shape = Object.entries(fields).flatMap(([name, field]): [string, z.ZodType][] => {
    const type = isGroup(field) ? itemOf(field.fields) : field.type
    return type ? [[name, field.networkOnly ? type.optional() : type]] : []
  })
  // Object.entries loses the link between names and types.
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion
  return z.strictObject(Object.fromEntries(shape)) as unknown as Item<F>
}

/** The response schema of a list of items. */
export function listOf<T extends z.ZodType>(item: T) {
  return z.strictObject({ data: z.array(item), meta: z.strictObject({ total_count: z.int(), total_page: z.int() }) })
}

const ignored = z
  .unknown()
  .transform(() => undefined)
  .optional()
  .describe(READ_ONLY)

/** The schema of the body that creates or updates an item. */
export function bodyOf<const F extends Fields, V extends Verb>(fields: F, verb: V): Body<F, V> {
  const shape = Object.entries(fields).map(([name, field]): [string, z.ZodType] => {
    if (isGroup(field)) return [name, described(bodyOf(field.fields, verb).optional(), field)]
    const { write, on, required } = field
    // A field that's only set on creation can be sent back unchanged.
    if (!write || (verb === 'create' && on === 'update')) return [name, ignored]
    return [name, described(verb === 'create' && required ? write : write.optional(), field)]
  })
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion
  return z.strictObject(Object.fromEntries(shape)) as unknown as Body<F, V>
}

/** The schema, with what the field is for. */
const described = (schema: z.ZodType, { help }: Field | Group) => (help === undefined ? schema : schema.describe(help))

/** Whether people with this role can't know about the field. */
export const isHidden = ({ networkOnly }: Field | Group, role: Role): boolean =>
  networkOnly === true && role === 'publisher'

/** Converts a row to an item, as people with this role see it. */
export function valuesOf<const F extends Fields>(fields: F, row: object, role: Role = 'admin'): z.input<Item<F>> {
  const values = Object.entries(fields).flatMap(([name, field]): [string, unknown][] => {
    if (isHidden(field, role)) return []
    return isGroup(field)
      ? [[name, valuesOf(field.fields, row, role)]]
      : field.type
        ? [[name, valueOf(field, row)]]
        : []
  })
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion
  return Object.fromEntries(values) as z.input<Item<F>>
}

function valueOf({ type, value, column, present }: Field, row: object): unknown {
  // Where fields are declared, `satisfies` checks that the function takes this kind of row.
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion
  if (value) return value(row as never)
  if (present !== undefined) return columnOf(row, present) !== null
  const stored = columnOf(row, column ?? '')
  return stored instanceof Date && isDay(type) ? stored.toISOString().slice(0, 10) : written(stored)
}

/** Whether values are days, which PostgreSQL stores without a time. */
const isDay = (type: z.ZodType | undefined): boolean =>
  type instanceof z.ZodISODate || (type instanceof z.ZodNullable && type.unwrap() instanceof z.ZodISODate)

/** A column of a row, which can be in a related record. */
export const columnOf = (row: object, column: string): unknown =>
  column
    .split('.')
    .reduce<unknown>(
      (part, name) => (typeof part === 'object' && part !== null ? (Reflect.get(part, name) ?? null) : null),
      row,
    )

/** A column's value in JSON. Amounts are numbers in responses, and exact everywhere else. */
function written(value: unknown): unknown {
  // Most values are neither, and a failed check takes a microsecond.
  if (typeof value !== 'object') return value
  if (value instanceof Date) return value.toISOString()
  return decimal.safeParse(value).data?.toNumber() ?? value
}

const decimal = z.custom<{ toNumber(): number }>(
  (value) => typeof value === 'object' && value !== null && 'toNumber' in value && typeof value.toNumber === 'function',
)

export function isGroup(field: Field | Group): field is Group {
  return 'fields' in field
}

const referenceMessage = 'must be an ID, such as 42 or 0190c8a4-7e1b-7c3a-9d2e-5f60718293a4'

/** A reference to another record: its number or its ID. */
export const reference = z.union(
  [z.int32(referenceMessage).min(1, referenceMessage), z.guid(referenceMessage)],
  referenceMessage,
)
