import { z } from 'zod'
import type { Permission } from '@/lib/identity/permissions'
import type { Dialect } from './dialect'

/** Who can call an operation: callers with a permission, or anyone. */
export type Access = Permission | 'anyone'

/** How an AI agent sees an operation. The last three are MCP's hints. */
export type Tool = { name: string; description: string; readOnly: boolean; destructive: boolean; idempotent: boolean }

type Shape = z.ZodObject
const none = { params: z.object({}), query: z.strictObject({}), body: z.undefined() }
type None = typeof none

/**
 * What an operation takes and returns, apart from how it does it. Safe to import in the browser. Routing, validation, documentation, the access test,
 * and the calls of our own pages all derive from it.
 */
export type Contract<
  P extends Shape = Shape,
  Q extends Shape = Shape,
  B extends z.ZodType = z.ZodType,
  R extends z.ZodType = z.ZodType,
  A extends Access = Access,
> = {
  /** Unique. Also its name in OpenAPI and in the event store's query log. */
  id: string
  method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
  /** With parameters in braces: `/api/v1/things/{id}`. */
  path: string
  dialect: Dialect
  access: A
  tags: readonly string[]
  summary: string
  description?: string
  /** Only for callers signed in with a browser, not for API keys. */
  sessionOnly?: boolean
  /** Whether it changes a record with an `updated_at`, so that If-Match can say which version. */
  versioned?: boolean
  params: P
  /** Without any, every query parameter is refused. */
  query: Q
  body: B
  /** HTTP status on success. */
  status: 200 | 201 | 204
  /**
   * If set, the response is a file of this type, and the handler returns its text or bytes in chunks. Otherwise, it's JSON. The name can have the path's
   * parameters in braces.
   */
  file?: { type: string; name: string }
  response: R
  tool: Tool
}

type Definition<P extends Shape, Q extends Shape, B extends z.ZodType, R extends z.ZodType, A extends Access> = Pick<
  Contract<P, Q, B, R, A>,
  | 'id'
  | 'method'
  | 'path'
  | 'dialect'
  | 'access'
  | 'tags'
  | 'summary'
  | 'description'
  | 'sessionOnly'
  | 'versioned'
  | 'file'
  | 'response'
> & {
  params?: P
  query?: Q
  body?: B
  status?: Contract['status']
  /** Where the ID, the summary and description, and the method don't say it well. */
  tool?: Partial<Tool>
}

/** Declares what an operation takes and returns. */
export function defineContract<
  R extends z.ZodType,
  A extends Access,
  P extends Shape = None['params'],
  Q extends Shape = None['query'],
  B extends z.ZodType = None['body'],
>(definition: Definition<P, Q, B, R, A>): Contract<P, Q, B, R, A> {
  // These defaults apply exactly when P, Q, and B have their default types, which the compiler can't tell.
  // oxlint-disable typescript/no-unsafe-type-assertion
  const empty = {
    params: none.params as Shape as P,
    query: none.query as Shape as Q,
    body: none.body as z.ZodType as B,
  }
  // oxlint-enable typescript/no-unsafe-type-assertion
  return { ...empty, status: 200, ...definition, tool: { ...toolOf(definition), ...definition.tool } }
}

function toolOf({
  id,
  method,
  summary,
  description,
}: Pick<Contract, 'id' | 'method' | 'summary' | 'description'>): Tool {
  return {
    name: id,
    description: description === undefined ? summary : `${summary}. ${description}`,
    readOnly: method === 'GET',
    destructive: method === 'DELETE',
    idempotent: method === 'GET' || method === 'PUT' || method === 'DELETE',
  }
}

/** Whether the operation reads a body. Operations that don't declare one ignore it. */
export function takesBody({ body }: Contract): boolean {
  return !(body instanceof z.ZodUndefined)
}

/** The path with these values of its parameters. */
export function pathOf({ path }: Pick<Contract, 'path'>, params: Readonly<Record<string, unknown>> = {}): string {
  return path.replaceAll(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(String(params[name])))
}
