import { z } from 'zod'

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** The schema of what's given: without what makes it optional, and before it's transformed. */
function givenTo(schema: unknown): unknown {
  if (schema instanceof z.ZodOptional || schema instanceof z.ZodNullable || schema instanceof z.ZodDefault)
    return givenTo(schema.unwrap())
  return schema instanceof z.ZodPipe ? givenTo(schema.in) : schema
}

/**
 * Turns what people type into what an operation takes. Text stays text where the schema accepts it. Otherwise it becomes a number, or a list of
 * what's between its spaces, line breaks, and commas. Empty text becomes null or, when `omits`, nothing. What can't be converted stays, for the
 * schema to reject.
 * @param omits whether to leave out empty optional fields. Not in updates, where it would mean that they stay unchanged.
 */
export function typed(schema: unknown, value: unknown, omits: boolean): unknown {
  const given = givenTo(schema)
  if (given instanceof z.ZodObject && isRecord(value))
    return Object.fromEntries(
      Object.entries(value).map(([name, inner]) => [name, typed(given.shape[name], inner, omits)]),
    )
  if (given instanceof z.ZodArray) {
    const items = typeof value === 'string' ? value.split(/[\s,]+/).filter(Boolean) : value
    return Array.isArray(items) ? items.map((item: unknown) => typed(given.element, item, omits)) : items
  }
  return typeof value === 'string' && schema instanceof z.ZodType ? ofText(schema, value, omits) : value
}

function ofText(schema: z.ZodType, text: string, omits: boolean): unknown {
  const takes = (value: unknown) => schema.safeParse(value).success
  if (takes(text)) return text
  const trimmed = text.trim()
  if (trimmed !== '') return /^-?\d+(\.\d+)?$/.test(trimmed) && !takesText(schema) ? Number(trimmed) : text
  if (takes(null)) return null
  return omits && takes(undefined) ? undefined : text
}

/** Whether digits could be text that breaks a rule, rather than a number. */
function takesText(schema: z.ZodType): boolean {
  const given = givenTo(schema)
  return (
    given instanceof z.ZodString ||
    (given instanceof z.ZodUnion && given.options.some((one) => one instanceof z.ZodString))
  )
}
