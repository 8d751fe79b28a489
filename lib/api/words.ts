import { z } from 'zod'

const types: Readonly<Record<string, string>> = {
  string: 'a string',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  array: 'an array',
  object: 'an object',
  record: 'an object',
  null: 'null',
}

/** Messages that say what's valid, instead of zod's own, where a schema doesn't have one. */
export const words: z.core.$ZodErrorMap = (issue) => {
  switch (issue.code) {
    case 'invalid_type':
      if (issue.input === undefined) return 'is required'
      return issue.expected in types ? `must be ${types[issue.expected]}` : undefined
    case 'invalid_value':
      return `must be ${listed(issue.values.map(String))}`
    case 'too_small':
      return `must ${verb(issue.origin)} at least ${amount(issue.minimum, issue.origin)}`
    case 'too_big':
      return `must ${verb(issue.origin)} at most ${amount(issue.maximum, issue.origin)}`
    case 'invalid_union':
      return ofUnion(issue.errors, kinds.safeParse(issue.options).data ?? [])
    default:
      return undefined
  }
}

/** The names of the alternatives, where a field tells them apart. */
const kinds = z.array(z.string())

/** What would be valid where there are alternatives. */
function ofUnion(alternatives: readonly (readonly z.core.$ZodIssue[])[], names: readonly string[]): string {
  if (names.length > 0) return `must be ${listed(names)}`
  const expected = alternatives.flatMap(([first]) =>
    first?.code === 'invalid_type' ? (types[first.expected] ?? []) : [],
  )
  return expected.length > 0 ? `must be ${listed([...new Set(expected)])}` : 'isn’t valid'
}

/** "a", "a or b", "one of a, b, c" */
export function listed(values: readonly string[]): string {
  return values.length > 2 ? `one of ${values.join(', ')}` : values.join(' or ')
}

/** How long to wait, as people say it: "37 seconds", "15 minutes". */
export function waitInWords(seconds: number): string {
  const [count, unit] = seconds > 90 ? [Math.ceil(seconds / 60), 'minute'] : [seconds, 'second']
  return `${count} ${unit}${count === 1 ? '' : 's'}`
}

const verb = (origin: string): string => (origin === 'array' ? 'have' : 'be')

function amount(bound: number | bigint, origin: string): string {
  if (origin === 'string') return `${bound} ${Number(bound) === 1 ? 'character' : 'characters'} long`
  return origin === 'array' ? `${bound} ${Number(bound) === 1 ? 'item' : 'items'}` : String(bound)
}
