import { z } from 'zod'
import type { Problem, ProblemKind } from './problem'
import { brackets, camel, plain, type Spelling } from './spelling'

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
  malformed: 400,
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
  malformed: 'bad_request',
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

/** The codes, each once. */
const anyOf = (of: Readonly<Record<ProblemKind, string>>) => z.enum([...new Set(Object.values(of))])

const detail = z.object({ field: z.string(), message: z.string() })
const structuredError = z.object({
  error: z.object({
    code: anyOf(codes),
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
      error: z.object({ code: anyOf(integr8Codes), message: z.string(), details: z.array(detail) }),
    })
    .meta({ id: 'Integr8Error' }),
  renderError: ({ kind, message, details }) => ({ error: { code: integr8Codes[kind], message, details } }),
}

const dubCodes = { ...codes, invalid: 'unprocessable_entity' } as const

/** Dub: `{"error":{"code","message","doc_url"}}`. A valid request with an invalid value gets 422; one that can't be read gets 400. */
export const dub: Dialect = {
  name: 'Dub',
  keyHeader: 'Authorization',
  bodies: ['application/json'],
  spelling: camel,
  statuses: { ...statuses, invalid: 422 },
  error: z
    .object({ error: z.object({ code: anyOf(dubCodes), message: z.string(), doc_url: z.string() }) })
    .meta({ id: 'DubError' }),
  renderError: ({ kind, message }) => ({
    error: { code: dubCodes[kind], message, doc_url: `${DUB_ERRORS}#${dubCodes[kind].replaceAll('_', '-')}` },
  }),
}
const DUB_ERRORS = 'https://dub.co/docs/api-reference/errors'

/** Konvo: `{"error":<status>,"message"}` */
export const konvo: Dialect = {
  name: 'Konvo',
  keyHeader: 'x-api-key',
  bodies: ['application/json'],
  spelling: plain,
  statuses,
  error: z.object({ error: z.int(), message: z.string() }).meta({ id: 'KonvoError' }),
  renderError: ({ kind, message }) => ({ error: statuses[kind], message }),
}

/** Dub's paths have no prefix of their own. */
const dubPaths: ReadonlySet<string> = new Set([
  'analytics',
  'customers',
  'events',
  'links',
  'tags',
  'folders',
  'domains',
  'track',
])

/** Campaigns are our own, in the format of the network API. */
const integr8Paths: ReadonlySet<string> = new Set(['v2', 'campaigns'])

/** The dialect of an API path, even if nothing is served there. */
export function dialectOf(path: string): Dialect {
  const [, , family = ''] = path.split(/[/?]/)
  if (dubPaths.has(family)) return dub
  if (family === 'clicks') return konvo
  return family === 'v1' ? hiEnergy : integr8Paths.has(family) ? integr8 : product
}
