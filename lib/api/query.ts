import { z } from 'zod'
import { isStorable } from '@/lib/text'
import { coerce, Repeated, type Spelled } from './coerce'
import { choicesOf, jsonSchema, type JsonSchema } from './json-schema'
import { alike, check, refusal, relevant } from './parse'
import type { Detail } from './problem'
import type { Spelling, Whole } from './spelling'
import { words } from './words'

/** A query parameter, and its place in the structure that a contract declares. */
export type Parameter = {
  names: readonly [string, ...string[]]
  path: readonly string[]
  required: boolean
  schema: JsonSchema
  read: Whole['read'] | null
}

type Table = { parameters: readonly Parameter[]; byName: ReadonlyMap<string, Parameter> }

const tables = new WeakMap<z.ZodType, Map<Spelling, Table>>()

/** The parameters that spell a query. */
export function parametersOf(query: z.ZodObject, spelling: Spelling): readonly Parameter[] {
  return tableOf(query, spelling).parameters
}

/**
 * Reads a query string as the structure that the contract declares, and validates it. Parameters it doesn't declare are refused: a misspelled filter
 * that's ignored would answer another question than the one that was asked.
 * @throws Problem that names each parameter at fault
 */
export function readQuery<Q extends z.ZodObject>(
  { query, dialect: { spelling } }: { query: Q; dialect: { spelling: Spelling } },
  given: URLSearchParams,
): z.output<Q> {
  const { parameters, byName } = tableOf(query, spelling)
  const values = new Map<string, string[]>()
  for (const [name, value] of given) {
    const known = byName.get(name)?.names[0] ?? name
    values.set(known, [...(values.get(known) ?? []), value])
  }
  const details: Detail[] = []
  const root = new Map<string, Spelled>()
  for (const [name, [value = '', ...more]] of values) {
    const parameter = byName.get(name)
    if (!parameter) {
      details.push({ field: name || '""', message: unrecognized(name, byName) })
    } else if (![value, ...more].every(isStorable)) {
      throw refusal([{ field: name, message: 'must not contain NUL characters or unpaired surrogates' }])
    } else {
      const spelled = more.length > 0 ? new Repeated(name, [value, ...more]) : value
      place(root, parameter.path, parameter.read && typeof spelled === 'string' ? parameter.read(spelled) : spelled)
    }
  }
  const parsed = query.safeParse(coerce(query, root, 'query'), { error: words })
  if (parsed.success && details.length === 0) return parsed.data
  throw refusal([...details, ...relevant(parsed.error?.issues ?? []).flatMap((issue) => detailsOf(issue, parameters))])
}

function unrecognized(name: string, byName: Table['byName']): string {
  return byName.size > 0
    ? `isn’t recognized; use ${alike(name, [...byName.keys()]).join(', ')}`
    : 'isn’t recognized; there are no query parameters here'
}

/** Puts a value in its place. Paths come from the schema, never from the request. */
function place(branch: Map<string, Spelled>, [first = '', ...rest]: readonly string[], value: Spelled): void {
  if (rest.length === 0) {
    branch.set(first, value)
    return
  }
  const found = branch.get(first)
  const inner = found instanceof Map ? found : new Map<string, Spelled>()
  branch.set(first, inner)
  place(inner, rest, value)
}

function detailsOf({ path, message }: z.core.$ZodIssue, parameters: readonly Parameter[]): Detail[] {
  const steps = path.map(String)
  const parameter = parameters.find((one) => one.path.every((step, index) => step === steps[index]))
  if (!parameter) {
    // What's wrong with a part as a whole, such as that it's missing, is wrong with the parameters in it.
    const within = parameters.filter((one) => steps.every((step, index) => step === one.path[index]))
    const required = within.filter((one) => one.required)
    const named = required.length > 0 ? required : within.slice(0, 1)
    return steps.length > 0 ? named.map(({ names: [field] }) => ({ field, message })) : [{ field: 'query', message }]
  }
  const isItem = typeof path.at(-1) === 'number' && message.startsWith('must')
  return [
    {
      field: parameter.names[0],
      message: isItem ? `must be a comma-separated list in which each value ${message}` : message,
    },
  ]
}

function tableOf(query: z.ZodObject, spelling: Spelling): Table {
  const known = tables.get(query) ?? new Map<Spelling, Table>()
  tables.set(query, known)
  const found = known.get(spelling)
  if (found) return found
  const parameters = flattened(jsonSchema(query, 'input'), [], true, spelling)
  const byName = new Map(parameters.flatMap((one) => one.names.map((name) => [name, one] as const)))
  const table = { parameters, byName }
  known.set(spelling, table)
  return table
}

function flattened(schema: JsonSchema, path: readonly string[], required: boolean, spelling: Spelling): Parameter[] {
  const whole = path.length > 0 ? (spelling.whole?.(path, schema) ?? null) : null
  const [object, ...others] = choicesOf(schema)
  if (path.length > 0 && (whole || others.length > 0 || object?.type !== 'object' || !object.properties))
    return [{ names: spelling.names(path), path, required, schema: whole?.schema ?? schema, read: whole?.read ?? null }]
  return Object.entries(object?.properties ?? {}).flatMap(([name, property]) =>
    typeof property === 'object'
      ? flattened(property, [...path, name], required && (object?.required ?? []).includes(name), spelling)
      : [],
  )
}

/**
 * Reads the parameters in a path, and validates them.
 * @throws Problem
 */
export function readParams<P extends z.ZodObject>(
  { params }: { params: P },
  given: Readonly<Record<string, unknown>>,
): z.output<P> {
  return check(params, coerce(params, new Map(Object.entries(texts.parse(given))), 'query'))
}

const texts = z.record(z.string(), z.string())
