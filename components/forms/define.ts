import type { FieldPath, FieldValues } from 'react-hook-form'
import type { z } from 'zod'
import type { Contract } from '@/lib/api/contract'
import { check } from '@/lib/api/parse'
import { Problem, type Detail } from '@/lib/api/problem'
import { typed } from './typed'

type IsShown = (path: string) => boolean

/** A body before it's checked. */
type Draft<T> = T extends unknown ? { [K in keyof T]?: unknown } : never

type Declaration<Values extends FieldValues, B extends z.ZodType> = {
  /** The operation it sends to. Its rules are the form's rules. */
  to: Pick<Contract, 'method'> & { body: B }
  /** The fields, and what they start with unless `useForm` says otherwise. Named as in the API, where possible. */
  values: Values
  /** The operation's body. Text is converted to the types it declares. Without this, it's the values themselves. */
  body?: (values: Values) => Draft<z.input<B>>
  /** Which field shows the errors about a field of the operation, where their names differ. */
  shows?: Readonly<Record<string, FieldPath<Values>>>
}

/**
 * Declares a form: its fields, and how they become the body of the operation that it sends to. It has no rules of its own: it accepts what
 * the operation accepts, and says why not in the operation's words.
 */
export function defineForm<Values extends FieldValues, B extends z.ZodType>(declaration: Declaration<Values, B>) {
  const { to, values: blank, body = (values: Values) => values, shows = {} } = declaration

  /** The operation's body, or what's wrong with it. */
  function checked(values: Values): { body: z.input<B>; details: null } | { body: null; details: readonly Detail[] } {
    const given = typed(to.body, body(values), to.method === 'POST')
    try {
      check(to.body, given)
      // What passes is what the schema takes. What it makes of that, such as a Date of a day, is the server's business.
      // oxlint-disable-next-line typescript/no-unsafe-type-assertion
      return { body: given as z.input<B>, details: null }
    } catch (error) {
      if (error instanceof Problem) return { body: null, details: error.details }
      throw error
    }
  }

  /** The field for a field of the operation: of that name, or the one it's part of. Only one that `isShown`. */
  function fieldOf(name: string, values: Values, isShown: IsShown = () => true): FieldPath<Values> | null {
    const isField = (path: string): path is FieldPath<Values> => has(values, path.split('.')) && isShown(path)
    const shown = shows[name] ?? name
    if (isField(shown)) return shown
    const end = name.lastIndexOf('.')
    return end === -1 ? null : fieldOf(name.slice(0, end), values, isShown)
  }

  return { declaration, blank, checked, fieldOf }
}

function has(value: unknown, [name, ...rest]: readonly string[]): boolean {
  if (name === undefined) return true
  return (
    typeof value === 'object' && value !== null && Object.hasOwn(value, name) && has(Reflect.get(value, name), rest)
  )
}

/** A declared form. */
export type DeclaredForm<Values extends FieldValues, Body> = {
  blank: Values
  checked(this: void, values: Values): { body: Body; details: null } | { body: null; details: readonly Detail[] }
  fieldOf(this: void, name: string, values: Values, isShown?: IsShown): FieldPath<Values> | null
}
