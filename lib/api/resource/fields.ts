import { z } from 'zod'

export type Shape = Record<string, z.ZodType>

/** Names of columns that Prisma can sort by, with a dot before those of a record that is referred to. */
export type Column<Order> = {
  [K in keyof Order & string]: 'asc' extends Order[K] ? K : `${K}.${keyof NonNullable<Order[K]> & string}`
}[keyof Order & string]

/** Where lists find a field: the column that has it, or whose having a value makes it true. */
export type Listed<Order> = { type: z.ZodType; column?: Column<Order>; present?: Column<Order> }

/** The fields of a resource's answers: their types, how they are read from a row, and where lists find them, if they are listed by. */
export type Fields<T extends Shape, Row, Order> = { readonly [K in keyof T]: Listed<Order> & { type: T[K]; value(row: Row): z.input<T[K]> } }

/** The schema of one item. Pages hold answers to it too, so it needs nothing of the server. */
export function itemOf<T extends Shape>(fields: { readonly [K in keyof T]: { type: T[K] } }): z.ZodObject<T, z.core.$strict> {
  // Object.entries forgets which name has which type.
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion
  return z.strictObject(Object.fromEntries(Object.entries(fields).map(([name, { type }]) => [name, type])) as T)
}

/** The answer of a list of such items. */
export function listOf<T extends z.ZodType>(item: T) {
  return z.strictObject({ data: z.array(item), meta: z.strictObject({ total_count: z.int(), total_page: z.int() }) })
}

/** One row as an item. */
export function valuesOf<T extends Shape, Row>(fields: { readonly [K in keyof T]: { value(row: Row): z.input<T[K]> } }, row: Row): z.input<z.ZodObject<T>> {
  // Object.entries forgets which name has which value.
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion
  return Object.fromEntries(Object.entries(fields).map(([name, { value }]) => [name, value(row)])) as z.input<z.ZodObject<T>>
}
