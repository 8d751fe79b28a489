import { z } from 'zod'

export type JsonSchema = z.core.JSONSchema.BaseSchema

/** What a schema accepts, or gives, as JSON Schema. */
export function jsonSchema(schema: z.ZodType, io: 'input' | 'output'): JsonSchema {
  const { $schema: _, ...rest } = z.toJSONSchema(schema, { io, unrepresentable: 'any', target: 'draft-2020-12', reused: 'inline' })
  return rest
}
