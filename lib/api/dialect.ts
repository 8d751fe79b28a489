import { z } from 'zod'
import type { Problem, ProblemKind } from './problem'
import { brackets, plain, type Spelling } from './spelling'

/** What the operations of an API family have in common, most of all the format of errors. */
export type Dialect = {
  name: string
  /** The header that the family's documentation uses for API keys. All of them are accepted. */
  keyHeader: 'X-Api-Key' | 'x-api-key' | 'API-KEY' | 'Authorization'
  /** Content types it accepts for request bodies. */
  bodies: readonly BodyType[]
  spelling: Spelling
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
  timeout: 408,
  conflict: 409,
  stale: 412,
  too_large: 413,
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
  timeout: 'request_timeout',
  conflict: 'conflict',
  stale: 'precondition_failed',
  too_large: 'payload_too_large',
  unsupported_media_type: 'unsupported_media_type',
  rate_limited: 'rate_limit_exceeded',
  unavailable: 'service_unavailable',
  internal: 'internal_server_error',
}

const detail = z.object({ field: z.string(), message: z.string() })
const structuredError = z.object({
  error: z.object({
    code: z.enum(Object.values(codes)),
    message: z.string(),
    request_id: z.string(),
    details: z.array(detail),
  }),
})

const structured = {
  bodies: ['application/json'],
  statuses,
  renderError: ({ kind, message, details }, requestId) => ({
    error: { code: codes[kind], message, request_id: requestId, details },
  }),
} as const satisfies Partial<Dialect>

/** Hi Energy: `{"error":{"code","message","request_id","details"}}` */
export const hiEnergy: Dialect = {
  name: 'Hi Energy',
  keyHeader: 'X-Api-Key',
  spelling: plain,
  error: structuredError.meta({ id: 'HiEnergyError' }),
  ...structured,
}

/** For the product's own pages. */
export const product: Dialect = {
  name: 'Tributary',
  keyHeader: 'X-Api-Key',
  spelling: brackets,
  error: structuredError.meta({ id: 'TributaryError' }),
  ...structured,
}

const integr8Codes = { ...codes, conflict: 'request_failed' } as const

/** Integr8: `{"error":{"code","message","details"}}`. It answers 402 "Request Failed" to a valid request that can't be carried out. */
export const integr8: Dialect = {
  name: 'Integr8',
  keyHeader: 'API-KEY',
  bodies: ['application/json', 'application/x-www-form-urlencoded'],
  spelling: brackets,
  statuses: { ...statuses, conflict: 402 },
  error: z
    .object({
      error: z.object({ code: z.enum(Object.values(integr8Codes)), message: z.string(), details: z.array(detail) }),
    })
    .meta({ id: 'Integr8Error' }),
  renderError: ({ kind, message, details }) => ({ error: { code: integr8Codes[kind], message, details } }),
}

/** The dialect of an API path, even if nothing is served there. */
export function dialectOf(path: string): Dialect {
  const [, , family] = path.split(/[/?]/)
  return family === 'v1' ? hiEnergy : family === 'v2' ? integr8 : product
}
