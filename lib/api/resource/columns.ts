import { z } from 'zod'
import type { Caller } from '@/lib/identity/caller'
import { camelCase, type Camel } from '@/lib/api/names'
import { Problem } from '@/lib/api/problem'
import { isGroup, type Field, type Fields, type Verb } from './fields'
import { resolve, type Reference } from './references'

// From a request body to the columns it sets.

type Key<Name extends string, F> = F extends { as: infer As extends string }
  ? As
  : F extends { reference: string } | { present: string }
    ? Camel<Name>
    : F extends { column: infer C extends string }
      ? C
      : Camel<Name>
type Value<F, W extends z.ZodType> = F extends { reference: string } ? string | Extract<z.output<W>, null> : z.output<W>

/** [column, value, whether it's always given] for each field that a body can set. */
type Entry<F, V extends Verb> = {
  [K in keyof F & string]: F[K] extends { fields: infer G extends Fields }
    ? OptionalEntry<Entry<G, V>>
    : F[K] extends { on: Exclude<Verb, V> }
      ? never
      : F[K] extends { write: infer W extends z.ZodType }
        ? [Key<K, F[K]>, Value<F[K], W>, V extends 'create' ? (F[K] extends { required: true } ? true : false) : false]
        : never
}[keyof F & string]
type OptionalEntry<E> = E extends [infer K, infer T, boolean] ? [K, T, false] : never

/** The columns that a body sets. */
export type Columns<F, V extends Verb> = {
  [E in Entry<F, V> as E extends [infer K extends string, unknown, true] ? K : never]: E[1]
} & {
  [E in Entry<F, V> as E extends [infer K extends string, unknown, false] ? K : never]?: E[1]
}

type Given = Record<string, unknown>
const given = z.record(z.string(), z.unknown())

/**
 * The columns that each body sets, with the IDs of the records that they refer to.
 * @param at where a body is, in errors: empty, or such as `data.3`
 * @throws Problem that names a field that the caller can't set, or those that refer to nothing
 */
export async function columnsOf<F extends Fields, V extends Verb>(
  fields: F,
  verb: V,
  caller: Caller,
  bodies: readonly object[],
  at: (index: number) => string = () => '',
): Promise<Columns<F, V>[]> {
  const references: (Reference & { columns: Given; key: string })[] = []
  const collect = (inner: Fields, body: object, columns: Given, place: string): Given => {
    for (const [name, value] of Object.entries(body)) {
      const field = inner[name]
      const here = place === '' ? name : `${place}.${name}`
      if (!field || value === undefined) continue
      if (isGroup(field)) collect(field.fields, given.parse(value), columns, here)
      else if (field.write && (field.on ?? verb) === verb) {
        refuseUnpermitted(caller, field, here)
        const key = keyOf(name, field)
        columns[key] = value
        if (field.reference !== undefined && value !== null)
          references.push({ entity: field.reference, field: here, given: named.parse(value), columns, key })
      }
    }
    return columns
  }
  const all = bodies.map((body, index) => collect(fields, body, {}, at(index)))
  const ids = await resolve(caller, references)
  for (const [index, { columns, key }] of references.entries()) columns[key] = ids[index]
  // The compiler can't tell that this does what Columns says.
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion
  return all as Columns<F, V>[]
}

function keyOf(name: string, { as, column, present, reference }: Field): string {
  if (as !== undefined) return as
  return column === undefined || present !== undefined || reference !== undefined ? camelCase(name) : column
}

/** The field that sets a column, with its group's name before it. Any other column keeps its name. */
export function fieldOf(fields: Fields, column: string): string {
  for (const [name, field] of Object.entries(fields)) {
    if (!isGroup(field)) {
      // What's read from elsewhere, such as `key`, isn't what sets a column of that name.
      if (field.write && keyOf(name, field) === column) return name
      continue
    }
    const inner = Object.entries(field.fields).find(([key, one]) => keyOf(key, one) === column)
    if (inner) return `${name}.${inner[0]}`
  }
  return column
}

const named = z.union([z.number(), z.string()])

function refuseUnpermitted({ permissions }: Caller, { permission }: Field, field: string): void {
  if (permission === undefined || permissions.has(permission)) return
  const message = `You need the "${permission}" permission to set this.`
  throw new Problem('forbidden', `${field}: ${message}`, [{ field, message }])
}
