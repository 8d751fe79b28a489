import { z } from 'zod'
import { pathOf, type Contract } from '@/lib/api/contract'
import { outdatedPage, ProblemError, unreachable, unreadable, type Problem } from './problem'

const errorBody = z.object({
  error: z.object({
    code: z.string(),
    message: z.string(),
    details: z.array(z.object({ field: z.string(), message: z.string() })).default([]),
    request_id: z.string().optional(),
  }),
})

async function problemOf(response: Response): Promise<Problem> {
  const requestId = response.headers.get('x-request-id')
  const parsed = errorBody.safeParse(await response.json().catch(() => null))
  if (!parsed.success) return unreadable(response.status, requestId)
  const { code, message, details, request_id } = parsed.data.error
  return { status: response.status, code, message, details, requestId: requestId ?? request_id ?? null }
}

/**
 * Fetches JSON and checks it against `shape`.
 * @throws ProblemError on any failure, unless the caller aborts
 */
export async function ask<R extends z.ZodType>(shape: R, path: string, init: RequestInit = {}): Promise<z.output<R>> {
  let response: Response
  try {
    response = await fetch(path, init)
  } catch (error) {
    if (error instanceof DOMException && error.name === 'AbortError') throw error
    throw new ProblemError(unreachable)
  }
  if (!response.ok) throw new ProblemError(await problemOf(response))
  const parsed = shape.safeParse(response.status === 204 ? undefined : await response.json().catch(() => null))
  if (parsed.success) return parsed.data
  throw new ProblemError(outdatedPage(response.status, response.headers.get('x-request-id')))
}

type Part = 'params' | 'query' | 'body'
type Optional<C extends Contract, K extends Part> =
  undefined extends z.input<C[K]> ? true : Record<string, never> extends z.input<C[K]> ? true : false
type Given<C extends Contract, K extends Part> = K extends 'query' ? z.input<C[K]> | string : z.input<C[K]>

/** What a call sends, as its contract declares it. A query can also be a query string. */
type Sent<C extends Contract> = {
  [K in Part as Optional<C, K> extends true ? never : K]: Given<C, K>
} & { [K in Part as Optional<C, K> extends true ? K : never]?: Given<C, K> }

type QueryValues = Readonly<Record<string, string | number | boolean | undefined>>
type AnySent = {
  params?: Readonly<Record<string, unknown>>
  query?: string | QueryValues
  body?: unknown
}

/**
 * Calls an operation.
 * @param options.ifMatch the record's `updated_at` as it's known here: the change is refused if someone changed the record since then
 * @throws ProblemError on any failure, unless the caller aborts
 */
export function call<C extends Contract>(
  contract: C,
  sent: Sent<C>,
  { signal, ifMatch }: { signal?: AbortSignal; ifMatch?: string | undefined } = {},
): Promise<z.output<C['response']>> {
  const { params, query, body }: AnySent = sent
  const headers = {
    ...(body === undefined ? {} : { 'content-type': 'application/json' }),
    ...(ifMatch === undefined ? {} : { 'if-match': `"${ifMatch}"` }),
  }
  return ask<C['response']>(contract.response, withQuery(pathOf(contract, params), query), {
    method: contract.method,
    ...(signal ? { signal } : {}),
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    ...(Object.keys(headers).length > 0 ? { headers } : {}),
  })
}

/** The path with a query, if there is one. */
function withQuery(path: string, query: string | QueryValues = ''): string {
  const text =
    typeof query === 'string'
      ? query
      : new URLSearchParams(
          Object.entries(query).flatMap(([name, value]) => (value === undefined ? [] : [[name, String(value)]])),
        ).toString()
  return text === '' ? path : `${path}?${text}`
}
