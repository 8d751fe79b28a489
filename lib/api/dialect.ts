import { z } from 'zod'
import type { Problem, ProblemKind } from './problem'

/** How an API family words what is not in its operations: failures, above all. */
export type Dialect = {
  name: string
  /** Header that its documentation tells clients to send the key in (all are accepted). */
  keyHeader: 'X-Api-Key' | 'x-api-key' | 'API-KEY' | 'Authorization'
  error: z.ZodType
  renderError(problem: Problem, requestId: string): { status: number; body: unknown }
}

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

const structuredError = z.object({
  error: z.object({
    code: z.enum(Object.values(codes)),
    message: z.string(),
    request_id: z.string(),
    details: z.array(z.object({ field: z.string(), message: z.string() })),
  }),
})

const renderStructured: Dialect['renderError'] = (problem, requestId) => ({
  status: statuses[problem.kind],
  body: { error: { code: codes[problem.kind], message: problem.message, request_id: requestId, details: problem.details } },
})

/** Hi Energy: `{"error":{"code","message","request_id","details"}}` */
export const hiEnergy: Dialect = { name: 'Hi Energy', keyHeader: 'X-Api-Key', error: structuredError, renderError: renderStructured }

/** What the product's own pages speak. */
export const product: Dialect = { name: 'Tributary', keyHeader: 'X-Api-Key', error: structuredError, renderError: renderStructured }
