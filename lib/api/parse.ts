import { z } from 'zod'
import { isStorable } from '@/lib/text'
import { READ_ONLY } from '@/lib/api/resource/read-only'
import { Problem, type Detail } from './problem'
import { words } from './words'

/**
 * Validates input against a schema, and turns zod's issues into details that name each field and say what's valid.
 * @throws Problem
 */
export function check<T extends z.ZodType>(schema: T, input: unknown): z.output<T> {
  refuseUnstorable(input, [])
  const parsed = schema.safeParse(input, { error: words })
  if (parsed.success) return parsed.data
  throw refusal(relevant(parsed.error.issues).flatMap((issue) => detailsOf(schema, issue)))
}

/** The problem for invalid parameters or fields. Each is named once for the same reason. */
export function refusal(all: readonly Detail[]): Problem {
  const details = [...new Map(all.map((detail) => [`${detail.field}\n${detail.message}`, detail])).values()]
  const [first] = details
  return new Problem('invalid', first ? `${first.field}: ${first.message}` : 'The request is malformed.', details)
}

/** Leaves out what else zod says about a value of the wrong type, such as how long the text is that should be a list. */
export function relevant(issues: readonly z.core.$ZodIssue[]): z.core.$ZodIssue[] {
  const wrongType = new Map<string, z.core.$ZodIssue>()
  return issues.filter((issue) => {
    const place = issue.path.join('.')
    if (issue.code === 'invalid_type' && !wrongType.has(place)) wrongType.set(place, issue)
    return (wrongType.get(place) ?? issue) === issue
  })
}

function detailsOf(schema: z.ZodType, issue: z.core.$ZodIssue): Detail[] {
  if (schema instanceof z.ZodUnion && issue.code === 'invalid_union' && issue.path.length === 0) {
    // Where a body is an object or an array, what's wrong with the one that it is.
    const tried = issue.errors.flatMap((issues, index) => {
      const option: unknown = schema.options[index]
      const isOther = issues.some(({ code, path }) => code === 'invalid_type' && path.length === 0)
      return isOther || !(option instanceof z.ZodType) ? [] : [{ option, issues }]
    })
    if (tried.length === 1)
      return tried.flatMap(({ option, issues }) => relevant(issues).flatMap((inner) => detailsOf(option, inner)))
  }
  if (issue.code !== 'unrecognized_keys') return [{ field: issue.path.join('.') || 'body', message: issue.message }]
  const object = schema instanceof z.ZodUnion ? schema.options.find((option) => option instanceof z.ZodObject) : schema
  const known =
    issue.path.length === 0 && object instanceof z.ZodObject
      ? Object.entries(object.shape)
          .filter(([, field]) => !(field instanceof z.ZodType && field.description === READ_ONLY))
          .map(([name]) => name)
      : []
  return issue.keys.map((key) => ({
    field: [...issue.path, key || '""'].join('.'),
    message: known.length > 0 ? `isn’t recognized; use ${alike(key, known).join(', ')}` : 'isn’t recognized',
  }))
}

/** Suggestions for a misspelled name: known names within the same brackets or, if there are none, all top-level names. */
export function alike(key: string, known: readonly string[]): string[] {
  for (let end = key.length; end > 0; end = key.lastIndexOf('[', end - 1)) {
    const outer = key.slice(0, end)
    const within = known.filter(
      (name) => name === outer || (name.startsWith(`${outer}[`) && !name.includes('[', end + 1)),
    )
    if (within.length > 0) return within
  }
  return [...new Set(known.map((name) => name.replace(/\[.*$/, '[…]')))]
}

const MAX_DEPTH = 20

/** @throws Problem for a value or name that PostgreSQL can't store, and for input nested too deeply */
function refuseUnstorable(value: unknown, path: readonly string[]): void {
  const refuse = (message: string) => refusal([{ field: path.join('.') || 'body', message }])
  if (typeof value === 'string') {
    if (!isStorable(value)) throw refuse('must not contain NUL characters or unpaired surrogates')
  } else if (typeof value === 'object' && value !== null) {
    if (path.length === MAX_DEPTH) throw refuse(`must not be nested more than ${MAX_DEPTH} levels deep`)
    for (const [name, inner] of Object.entries(value)) {
      refuseUnstorable(name, path)
      refuseUnstorable(inner, [...path, name])
    }
  }
}
