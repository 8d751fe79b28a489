import type { z } from 'zod'
import { choicesOf, jsonSchema, type JsonSchema } from './json-schema'
import { invalid } from './problem'

// Query strings and forms only have text. This is the one place that turns it into the types a schema declares. Text that can't be converted stays
// text, for the schema to reject. JSON has types of its own and is left alone.

/** Text from a query string or form: a value, the values of a repeated name, or the parts in brackets after a name. */
export type Spelled = string | Repeated | Map<string, Spelled>

/** The values of a name that appears more than once, which only lists may. */
export class Repeated {
  constructor(
    readonly name: string,
    readonly values: readonly string[],
  ) {}
}

/** Converts what's given for a field. */
type Coercer = (given: Spelled, field: string) => unknown

/** Where text comes from. Some languages encode true as 1 in forms. */
type Source = 'form' | 'query'

const compiled = { form: new WeakMap<z.ZodType, Coercer>(), query: new WeakMap<z.ZodType, Coercer>() }

/**
 * Converts text to the types in the schema. A list can be spelled as a repeated name, as numbered brackets, or as one text with commas.
 * @throws Problem that names a field that's repeated or numbered wrongly
 */
export function coerce(schema: z.ZodType, given: Spelled, source: Source): unknown {
  let coercer = compiled[source].get(schema)
  if (!coercer) {
    coercer = coercerOf(jsonSchema(schema, 'input'), source)
    compiled[source].set(schema, coercer)
  }
  return coercer(given, '')
}

/** Compiles the conversion to the types in a JSON Schema. */
function coercerOf(schema: JsonSchema, source: Source): Coercer {
  const choices = choicesOf(schema)
  const list = choices.find(({ type }) => type === 'array')
  const object = choices.find(({ type }) => type === 'object')
  const ofText = textCoercer(choices, source)
  const ofItem = list && coercerOf(schemaOf(list.items), source)
  const ofProperty = new Map(
    Object.entries(object?.properties ?? {}).map(([name, property]) => [name, coercerOf(schemaOf(property), source)]),
  )
  const ofOther = object?.additionalProperties ? coercerOf(schemaOf(object.additionalProperties), source) : untyped

  return (given, field) => {
    if (typeof given === 'string')
      return ofItem && !takesText(choices) ? given.split(',').map((item) => ofItem(item, field)) : ofText(given)
    if (given instanceof Repeated) {
      if (!ofItem) throw invalid(given.name, 'must appear only once')
      return given.values.map((item) => ofItem(item, field))
    }
    if (ofItem && !(object && isNamed(given)))
      return inOrder(given, field || 'body').map((item, index) => ofItem(item, `${field}.${index}`))
    return Object.fromEntries(
      [...given].map(([name, inner]) => [
        name,
        (ofProperty.get(name) ?? ofOther)(inner, field ? `${field}.${name}` : name),
      ]),
    )
  }
}

/** Leaves everything as text, where the schema doesn't say what it should be. */
const untyped: Coercer = (given, field) => {
  if (typeof given === 'string') return given
  if (given instanceof Repeated) throw invalid(given.name, 'must appear only once')
  return Object.fromEntries([...given].map(([name, inner]) => [name, untyped(inner, `${field}.${name}`)]))
}

const takesText = (choices: readonly JsonSchema[]): boolean => choices.some(({ type }) => type === 'string')

function textCoercer(
  choices: readonly JsonSchema[],
  source: Source,
): (text: string) => string | number | boolean | null {
  const takes = (type: string) => choices.some((choice) => choice.type === type)
  const strings = choices.filter(({ type }) => type === 'string')
  // Where numbers and IDs are both allowed, digits are a number. Where any text is, they stay as written, so that amounts stay exact.
  const isText = (text: string) =>
    strings.some((choice) => (choice.enum ?? [choice.const ?? text]).includes(text) && !choice.format)
  const flags = source === 'form' ? /^(true|false|1|0)$/ : /^(true|false)$/
  const takesNumber = takes('number') || takes('integer')
  return (text) => {
    if (isText(text)) return text
    if (text === '' && takes('null') && strings.length === 0) return null
    if (takesNumber && /^-?\d+(\.\d+)?$/.test(text)) return Number(text)
    if (takes('boolean') && flags.test(text)) return text === 'true' || text === '1'
    return text
  }
}

/** Whether the brackets after a name have names rather than numbers. */
const isNamed = (given: ReadonlyMap<string, Spelled>): boolean =>
  given.size > 0 && ![...given.keys()].every((name) => /^\d+$/.test(name))

function inOrder(branch: ReadonlyMap<string, Spelled>, field: string): Spelled[] {
  return Array.from({ length: branch.size }, (_, index) => {
    const item = branch.get(String(index))
    if (item === undefined)
      throw invalid(field, 'must number its items from 0 without gaps, or leave the numbers out, such as items[]')
    return item
  })
}

function schemaOf(part: JsonSchema['items']): JsonSchema {
  return typeof part === 'object' && !Array.isArray(part) ? part : {}
}
