import { z } from 'zod'
import { ProblemError, unreachable, type Problem } from './problem'

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
  if (!parsed.success) {
    return { status: response.status, code: 'unknown', message: `The server answered with status ${response.status}.`, details: [], requestId }
  }
  const { code, message, details, request_id } = parsed.data.error
  return { status: response.status, code, message, details, requestId: requestId ?? request_id ?? null }
}

/**
 * Asks the server for JSON of a shape.
 * @throws ProblemError, whatever the reason
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
  // A page left open while the server was updated.
  throw new ProblemError({
    status: response.status,
    code: 'unexpected_answer',
    message: 'This page is older than the server. Reload it to go on.',
    details: [],
    requestId: response.headers.get('x-request-id'),
  })
}

/** As `ask`, for an act with a JSON body. */
export function send<T>(shape: z.ZodType<T>, method: 'POST' | 'PATCH' | 'DELETE', path: string, body?: unknown): Promise<T> {
  return ask(shape, path, {
    method,
    ...(body === undefined ? {} : { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } }),
  })
}
