import { z } from 'zod'

export type JsonSchema = z.core.JSONSchema.BaseSchema

/** A schema's input or output as JSON Schema. */
export function jsonSchema(schema: z.ZodType, io: 'input' | 'output'): JsonSchema {
  const { $schema: _, ...rest } = z.toJSONSchema(schema, {
    io,
    unrepresentable: 'any',
    target: 'draft-2020-12',
    reused: 'inline',
  })
  return rest
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
