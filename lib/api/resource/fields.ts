import { z } from 'zod'

export type Shape = Record<string, z.ZodType>

/** Names of columns that Prisma can sort by. A column of a related record has a dot: `relation.column`. */
export type Column<Order> = {
  [K in keyof Order & string]: 'asc' extends Order[K] ? K : `${K}.${keyof NonNullable<Order[K]> & string}`
}[keyof Order & string]

/** How lists filter and sort by a field: the column with its value or, for a boolean that's true when a column isn't null, that column (`present`). */
export type Listed<Order> = { type: z.ZodType; column?: Column<Order>; present?: Column<Order> }

/** The fields of a resource's responses: their types, how to get them from a row and, if lists can filter and sort by them, their columns. */
export type Fields<T extends Shape, Row, Order> = {
  readonly [K in keyof T]: Listed<Order> & { type: T[K]; value(row: Row): z.input<T[K]> }
}

/** The schema of an item. Pages use it too, so it doesn't depend on server code. */
export function itemOf<T extends Shape>(fields: { readonly [K in keyof T]: { type: T[K] } }): z.ZodObject<
  T,
  z.core.$strict
> {
  // Object.entries loses the link between names and types.
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion
  return z.strictObject(Object.fromEntries(Object.entries(fields).map(([name, { type }]) => [name, type])) as T)
}

/** The response schema of a list of items. */
export function listOf<T extends z.ZodType>(item: T) {
  return z.strictObject({ data: z.array(item), meta: z.strictObject({ total_count: z.int(), total_page: z.int() }) })
}

/** Converts a row to an item. */
export function valuesOf<T extends Shape, Row>(
  fields: { readonly [K in keyof T]: { value(row: Row): z.input<T[K]> } },
  row: Row,
): z.input<z.ZodObject<T>> {
  // Object.entries loses the link between names and values.
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion
  return Object.fromEntries(Object.entries(fields).map(([name, { value }]) => [name, value(row)])) as z.input<
    z.ZodObject<T>
  >
}
