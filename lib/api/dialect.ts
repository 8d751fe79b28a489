import { z } from 'zod'
import type { Problem, ProblemKind } from './problem'

/** How an API family words what is not in its operations: failures, above all. */
export type Dialect = {
  name: string
  /** Header that its documentation tells clients to send the key in (all are accepted). */
  keyHeader: 'X-Api-Key' | 'x-api-key' | 'API-KEY' | 'Authorization'
  /** What a request's body may be written in. */
  bodies: readonly BodyType[]
  statuses: Readonly<Record<ProblemKind, number>>
  error: z.ZodType
  renderError(problem: Problem, requestId: string): unknown
}

export type BodyType = 'application/json' | 'application/x-www-form-urlencoded'

export const statuses: Readonly<Record<ProblemKind, number>> = {
  invalid: 400,
  unauthorized: 401,
  forbidden: 403,
  not_found: 404,
  method_not_allowed: 405,
  conflict: 409,
  unsupported_media_type: 415,
  rate_limited: 429,
  unavailable: 503,
  internal: 500,
}

const codes: Readonly<Record<ProblemKind, string>> = {
  invalid: 'bad_request',
  unauthorized: 'unauthorized',
  forbidden: 'forbidden',
  not_found: 'not_found',
  method_not_allowed: 'method_not_allowed',
  conflict: 'conflict',
  unsupported_media_type: 'unsupported_media_type',
  rate_limited: 'rate_limit_exceeded',
  unavailable: 'service_unavailable',
  internal: 'internal_server_error',
}

const detail = z.object({ field: z.string(), message: z.string() })
const structuredError = z.object({
  error: z.object({ code: z.enum(Object.values(codes)), message: z.string(), request_id: z.string(), details: z.array(detail) }),
})

const structured = {
  bodies: ['application/json'],
  statuses,
  error: structuredError,
  renderError: ({ kind, message, details }, requestId) => ({ error: { code: codes[kind], message, request_id: requestId, details } }),
} as const satisfies Partial<Dialect>

/** Hi Energy: `{"error":{"code","message","request_id","details"}}` */
export const hiEnergy: Dialect = { name: 'Hi Energy', keyHeader: 'X-Api-Key', ...structured }

/** What the product's own pages speak. */
export const product: Dialect = { name: 'Tributary', keyHeader: 'X-Api-Key', ...structured }

const integr8Codes = { ...codes, conflict: 'request_failed' } as const

/** Integr8: `{"error":{"code","message","details"}}`. What is well-formed but can not be done is 402 there, "Request Failed". */
export const integr8: Dialect = {
  name: 'Integr8',
  keyHeader: 'API-KEY',
  bodies: ['application/json', 'application/x-www-form-urlencoded'],
  statuses: { ...statuses, conflict: 402 },
  error: z.object({ error: z.object({ code: z.enum(Object.values(integr8Codes)), message: z.string(), details: z.array(detail) }) }),
  renderError: ({ kind, message, details }) => ({ error: { code: integr8Codes[kind], message, details } }),
}
