import { z } from 'zod'
import type { Role } from '@/lib/identity/permissions'
import { isGroup, isHidden, type Field, type Fields, type Group } from './fields'

// The columns of a resource in CSV files, which follow from its fields. Exports and imports have the same. Safe in the browser.

/** A column of a CSV file. Those of groups have a dot: `default_payout.payout`. */
export type CsvColumn = {
  name: string
  path: readonly string[]
  field: Field
  /** How its cells are written: lists have commas, objects are JSON. Choices are one of several texts. */
  kind: 'text' | 'choice' | 'number' | 'flag' | 'list' | 'json'
  /** Whether an empty cell means null, so that it can clear the field. */
  isNullable: boolean
}

type Resource = { fields: Fields; isImported: boolean }

/**
 * The columns of a resource's files: first the one that identifies items, last the one that says whether they're archived. Of resources that can be imported, the others are those that bodies can
 * set; of the rest, all that have one value.
 */
export function csvColumnsOf({ fields, isImported }: Resource, role: Role = 'admin'): CsvColumn[] {
  const key = keyOf(fields)
  const all = columnsIn(fields, [], role).flatMap((column) => (isImported ? [column] : partsOf(column)))
  const others = all.filter(({ field, kind }) => (isImported ? field.write !== undefined : kind !== 'json'))
  return [
    ...all.filter(({ name }) => name === key),
    ...others.filter(({ name }) => name !== key && name !== 'archived'),
    ...others.filter(({ name }) => name === 'archived'),
  ]
}

/** The field by which rows of a file name existing items. */
export const keyOf = (fields: Fields): string => (Object.hasOwn(fields, 'incremental_id') ? 'incremental_id' : 'id')

function columnsIn(fields: Fields, path: readonly string[], role: Role): CsvColumn[] {
  return Object.entries(fields).flatMap(([name, field]: [string, Field | Group]): CsvColumn[] => {
    if (isHidden(field, role)) return []
    const inner = [...path, name]
    if (isGroup(field)) return columnsIn(field.fields, inner, role)
    if (!field.type) return []
    const [type, isNullable] = unwrapped(field.type)
    return [{ name: inner.join('.'), path: inner, field, kind: kindOf(type), isNullable }]
  })
}

/** The columns of an object's own fields, such as a related record's name. */
function partsOf(column: CsvColumn): CsvColumn[] {
  const [type] = unwrapped(column.field.type ?? z.unknown())
  if (!(type instanceof z.ZodObject)) return [column]
  return Object.entries(type.shape).flatMap(([name, inner]: [string, unknown]) => {
    if (!(inner instanceof z.ZodType)) return []
    const [part, isNullable] = unwrapped(inner)
    const path = [...column.path, name]
    return partsOf({ name: path.join('.'), path, field: { type: part }, kind: kindOf(part), isNullable })
  })
}

function unwrapped(type: z.ZodType, isNullable = false): [z.ZodType, boolean] {
  if (!(type instanceof z.ZodNullable || type instanceof z.ZodOptional)) return [type, isNullable]
  const inner: unknown = type.unwrap()
  if (!(inner instanceof z.ZodType)) throw new Error('A type must wrap another type')
  return unwrapped(inner, isNullable || type instanceof z.ZodNullable)
}

function kindOf(type: z.ZodType): CsvColumn['kind'] {
  if (type instanceof z.ZodArray) return type.element instanceof z.ZodObject ? 'json' : 'list'
  if (type instanceof z.ZodNumber) return 'number'
  if (type instanceof z.ZodBoolean) return 'flag'
  if (type instanceof z.ZodEnum) return 'choice'
  return type instanceof z.ZodObject || type instanceof z.ZodRecord ? 'json' : 'text'
}

/** What a cell says about an item, as responses show it. */
export function cellOf({ path, kind }: CsvColumn, item: object): string {
  const value = path.reduce<unknown>(
    (part, name) => (typeof part === 'object' && part !== null ? Reflect.get(part, name) : undefined),
    item,
  )
  if (value === null || value === undefined) return ''
  if (Array.isArray(value) && kind !== 'json') return value.map(String).join(',')
  return typeof value === 'string' ? value : JSON.stringify(value)
}
