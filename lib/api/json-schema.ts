import { z } from 'zod'

export type JsonSchema = z.core.JSONSchema.BaseSchema

/** A schema's input or output as JSON Schema. Schemas with an ID are references to `$defs`. */
export function namedJsonSchema(schema: z.ZodType, io: 'input' | 'output'): JsonSchema {
  const { $schema: _, ...rest } = z.toJSONSchema(schema, {
    io,
    unrepresentable: 'any',
    target: 'draft-2020-12',
    reused: 'inline',
  })
  return rest
}

/** The same with everything in place: no references. */
export function jsonSchema(schema: z.ZodType, io: 'input' | 'output'): JsonSchema {
  const { $defs = {}, ...rest } = namedJsonSchema(schema, io)
  return inlined(rest, $defs, [])
}

const plain = z.record(z.string(), z.unknown())

function inlined(
  schema: JsonSchema,
  definitions: Readonly<Record<string, JsonSchema>>,
  within: readonly string[],
): JsonSchema {
  const { $ref, ...rest } = schema
  const name = $ref?.replace('#/$defs/', '') ?? ''
  const definition = definitions[name]
  // A schema within itself stays a reference.
  if (definition && !within.includes(name)) return { ...inlined(definition, definitions, [...within, name]), ...rest }
  return Object.fromEntries(Object.entries(schema).map(([key, part]) => [key, inlinedPart(part)]))

  function inlinedPart(part: unknown): unknown {
    if (Array.isArray(part)) return part.map(inlinedPart)
    const object = plain.safeParse(part)
    return object.success ? inlined(object.data, definitions, within) : part
  }
}

/** A schema's alternatives, each with a single type. */
export function choicesOf(schema: JsonSchema | undefined): JsonSchema[] {
  if (!schema) return []
  const { type } = schema
  if (Array.isArray(type)) return type.map((one) => ({ ...schema, type: one }))
  if (type === undefined)
    return (schema.anyOf ?? schema.oneOf ?? []).flatMap((choice) =>
      choicesOf(typeof choice === 'object' ? choice : undefined),
    )
  return [schema]
}
