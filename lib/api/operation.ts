import { z } from 'zod'
import type { Caller } from '@/lib/identity/caller'
import type { Origin } from '@/lib/identity/origin'
import type { Permission } from '@/lib/identity/permissions'
import type { Dialect } from './dialect'

/** Who can call an operation: callers with a permission, or anyone. */
export type Access = Permission | 'anyone'

type Shape = z.ZodObject
const nothing = z.object({})
type Nothing = typeof nothing

/**
 * An API operation. Its route handler, validation, documentation, and access test all derive from this declaration.
 */
export type Operation<
  P extends Shape = Shape,
  Q extends Shape = Shape,
  B extends z.ZodType = z.ZodType,
  R extends z.ZodType = z.ZodType,
> = {
  /** Unique. Also its name in OpenAPI and in the event store's query log. */
  id: string
  method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
  /** With parameters in braces: `/api/v1/things/{id}`. */
  path: string
  dialect: Dialect
  access: Access
  tags: readonly string[]
  summary: string
  description?: string
  /** Only for callers signed in with a browser, not for API keys. */
  sessionOnly?: boolean
  params: P
  query: Q
  body: B
  /** HTTP status on success. */
  status: 200 | 201 | 204
  /** If set, the response is a file of this type, and `run` returns its text in chunks (AsyncIterable<string>). Otherwise, it's JSON. */
  file?: { type: string; name: string }
  response: R
  run(caller: Caller | null, input: Input<P, Q, B>): Promise<z.input<R>>
}

export type Input<P extends Shape, Q extends Shape, B extends z.ZodType> = {
  params: z.output<P>
  query: z.output<Q>
  body: z.output<B>
  /** Known even if nobody is signed in. */
  from: Origin
}

type Definition<P extends Shape, Q extends Shape, B extends z.ZodType, R extends z.ZodType, A extends Access> = Pick<
  Operation,
  'id' | 'method' | 'path' | 'dialect' | 'tags' | 'summary' | 'description' | 'sessionOnly' | 'file'
> & {
  access: A
  params?: P
  query?: Q
  body?: B
  status?: Operation['status']
  response: R
  run(caller: A extends 'anyone' ? Caller | null : Caller, input: Input<P, Q, B>): Promise<z.input<R>>
}

/** Declares an operation. Unless `access` is `anyone`, `run` always gets a caller. */
export function defineOperation<
  R extends z.ZodType,
  A extends Access,
  P extends Shape = Nothing,
  Q extends Shape = Nothing,
  B extends z.ZodType = z.ZodUndefined,
>(definition: Definition<P, Q, B, R, A>): Operation<P, Q, B, R> {
  // These defaults apply exactly when P, Q, and B have their default types, which the compiler can't tell.
  // oxlint-disable typescript/no-unsafe-type-assertion
  const empty = { params: nothing as Shape as P, query: nothing as Shape as Q, body: z.undefined() as z.ZodType as B }
  // oxlint-enable typescript/no-unsafe-type-assertion
  return { ...empty, status: 200, ...definition }
}

/** Whether the operation reads a body. Operations that don't declare one ignore it. */
export function takesBody({ body }: Operation): boolean {
  return !(body instanceof z.ZodUndefined)
}
