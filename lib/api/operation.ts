import { z } from 'zod'
import type { Caller } from '../access/caller'
import type { Origin } from '../access/origin'
import type { Permission } from '../access/permissions'
import type { Dialect } from './dialect'

/** Who may call: holders of a permission, or anyone. */
export type Access = Permission | 'anyone'

type Shape = z.ZodObject
const nothing = z.object({})
type Nothing = typeof nothing

/**
 * One thing the API can do, declared once: its route handler, validation, documentation and the access test derive from it.
 * `A` is the access it demands; where that is not `anyone`, `run` is given the caller.
 */
export type Operation<P extends Shape = Shape, Q extends Shape = Shape, B extends z.ZodType = z.ZodType, R extends z.ZodType = z.ZodType> = {
  /** Unique; also the name in OpenAPI and in the event store's query log. */
  id: string
  method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
  /** With parameters in braces: `/api/v1/things/{id}`. */
  path: string
  dialect: Dialect
  access: Access
  tags: readonly string[]
  summary: string
  description?: string
  /** Only callers signed in with a browser: what an API key must not do. */
  sessionOnly?: boolean
  params: P
  query: Q
  body: B
  /** Status of success. */
  status: 200 | 201 | 204
  /** The answer is a file of this type, and `run` gives its pieces of text (AsyncIterable<string>). JSON otherwise. */
  file?: { type: string; name: string }
  response: R
  run(caller: Caller | null, input: Input<P, Q, B>): Promise<z.input<R>>
}

export type Input<P extends Shape, Q extends Shape, B extends z.ZodType> = {
  params: z.output<P>
  query: z.output<Q>
  body: z.output<B>
  /** Known also where nobody is signed in. */
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

/** Declares an operation. */
export function defineOperation<
  R extends z.ZodType,
  A extends Access,
  P extends Shape = Nothing,
  Q extends Shape = Nothing,
  B extends z.ZodType = z.ZodUndefined,
>(definition: Definition<P, Q, B, R, A>): Operation<P, Q, B, R> {
  // The defaults stand in exactly where P, Q and B were left at theirs, which the compiler does not see.
  // oxlint-disable typescript/no-unsafe-type-assertion
  const empty = { params: nothing as Shape as P, query: nothing as Shape as Q, body: z.undefined() as z.ZodType as B }
  // oxlint-enable typescript/no-unsafe-type-assertion
  return { ...empty, status: 200, ...definition }
}

/** Whether a body is read at all: operations that declare none ignore what is sent. */
export function takesBody({ body }: Operation): boolean {
  return !(body instanceof z.ZodUndefined)
}
