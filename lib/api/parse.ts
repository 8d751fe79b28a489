import type { z } from 'zod'
import { Problem, type Detail } from './problem'

const MAX_BODY = 1_000_000

/** Turns what zod found into details that name each field and what would be right. */
export function check<T extends z.ZodType>(schema: T, input: unknown): z.output<T> {
  const parsed = schema.safeParse(input)
  if (parsed.success) return parsed.data
  const details = parsed.error.issues.map((issue): Detail => ({ field: issue.path.join('.') || 'body', message: issue.message }))
  const [first] = details
  throw new Problem('invalid', first ? `${first.field}: ${first.message}` : 'The request is malformed.', details)
}

/** The query as one string per name. A name given twice is refused, since either value would be a guess. */
export function readQuery(parameters: URLSearchParams): Record<string, string> {
  const values: Record<string, string> = {}
  const twice = new Set<string>()
  for (const [name, value] of parameters) {
    if (Object.hasOwn(values, name)) twice.add(name)
    values[name] = value
  }
  if (twice.size > 0) {
    const details = [...twice].map((field) => ({ field, message: 'must be given once' }))
    throw new Problem('invalid', `${details[0]?.field}: must be given once`, details)
  }
  return values
}

/** The body of a JSON request. */
export async function readBody(request: Request): Promise<unknown> {
  const type = request.headers.get('content-type')?.split(';')[0]?.trim().toLowerCase()
  if (type !== 'application/json') throw new Problem('unsupported_media_type', 'The body must be JSON, with Content-Type: application/json.')
  const text = await request.text()
  if (text.length > MAX_BODY) throw new Problem('invalid', `The body is longer than ${MAX_BODY} characters.`)
  try {
    return JSON.parse(text)
  } catch {
    throw new Problem('invalid', 'The body is not valid JSON.')
  }
}
