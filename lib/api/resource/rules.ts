import type { z } from 'zod'
import type { Detail } from '@/lib/api/problem'

/** The values of an item's fields. Those that are neither given nor stored are undefined. */
type Values = Readonly<Record<string, unknown>>

/** A rule about several fields at once. If it's broken, the first field is the one at fault. */
export type Rule = {
  fields: readonly [string, ...string[]]
  message: string
  holds(this: void, values: Values): boolean
}

/** The rules that these values break. */
export function broken(rules: readonly Rule[], values: Values): Detail[] {
  return rules.filter(({ holds }) => !holds(values)).map(({ fields: [field], message }) => ({ field, message }))
}

/** A body that creates an item and keeps the rules. */
export function keeping<B extends z.ZodObject>(body: B, rules: readonly Rule[]): B {
  return checked(body, (values) => broken(rules, values))
}

/** A body that updates an item and keeps the rules whose fields it all names. The others depend on the stored item. */
export function keepingNamed<B extends z.ZodObject>(body: B, rules: readonly Rule[]): B {
  return checked(body, (values) =>
    broken(
      rules.filter(({ fields }) => fields.every((field) => values[field] !== undefined)),
      values,
    ),
  )
}

function checked<B extends z.ZodObject>(body: B, find: (values: Values) => Detail[]): B {
  return body.superRefine((values, context) => {
    for (const { field, message } of find(values)) context.addIssue({ code: 'custom', path: [field], message })
  })
}
