import { z } from 'zod'
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
export async function ask<T>(shape: z.ZodType<T>, path: string, init: RequestInit = {}): Promise<T> {
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

/** Like `ask`, for requests that change something, with an optional JSON body. */
export function send<T>(
  shape: z.ZodType<T>,
  method: 'POST' | 'PATCH' | 'DELETE',
  path: string,
  body?: unknown,
): Promise<T> {
  return ask(shape, path, {
    method,
    ...(body === undefined ? {} : { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } }),
  })
}
