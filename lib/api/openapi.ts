import { z } from 'zod'
import type { Dialect } from './dialect'
import { jsonSchema } from './json-schema'
import { takesBody, type Contract } from './contract'
import type { ProblemKind } from './problem'

const security = {
  'X-Api-Key': { type: 'apiKey', in: 'header', name: 'X-Api-Key' },
  'API-KEY': { type: 'apiKey', in: 'header', name: 'API-KEY' },
  Bearer: { type: 'http', scheme: 'bearer' },
} as const

/** Error responses, and which operations they apply to. */
const failures: readonly { kind: ProblemKind; description: string; of: (contract: Contract) => boolean }[] = [
  {
    kind: 'invalid',
    description: 'Invalid parameter or field. The message says which, and what would be valid.',
    of: () => true,
  },
  { kind: 'unauthorized', description: 'Missing or invalid API key.', of: ({ access }) => access !== 'anyone' },
  { kind: 'forbidden', description: 'The caller doesn’t have permission.', of: ({ access }) => access !== 'anyone' },
  { kind: 'not_found', description: 'Not found, or not visible to the caller.', of: ({ path }) => path.includes('{') },
  {
    kind: 'conflict',
    description: 'The request is valid but can’t be carried out in the current state. The message says why.',
    of: ({ method }) => method !== 'GET',
  },
  { kind: 'timeout', description: 'The body took too long to arrive.', of: takesBody },
  { kind: 'too_large', description: 'The body is larger than 1,000,000 bytes.', of: takesBody },
  { kind: 'unsupported_media_type', description: 'Unsupported content type.', of: takesBody },
  { kind: 'rate_limited', description: 'Too many requests. Retry-After says when to try again.', of: () => true },
]

/** Renders operations as an OpenAPI 3.1 document. Leaves out those for our own pages and those that API keys can't call. */
export function openApi(contracts: readonly Contract[], baseUrl: string): Record<string, unknown> {
  const documented = contracts.filter(({ sessionOnly, path }) => !sessionOnly && !path.startsWith('/api/app/'))
  const paths: Record<string, Record<string, unknown>> = {}
  for (const contract of documented) {
    paths[contract.path] = { ...paths[contract.path], [contract.method.toLowerCase()]: renderOperation(contract) }
  }
  return {
    openapi: '3.1.0',
    info: {
      title: 'Tributary',
      version: '1',
      description: 'Self-hosted publisher analytics.',
      license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
    },
    servers: [{ url: baseUrl }],
    security: Object.keys(security).map((name) => ({ [name]: [] })),
    paths,
    components: { securitySchemes: security },
  }
}

function renderOperation(contract: Contract): Record<string, unknown> {
  const { dialect } = contract
  const failed = failures
    .filter(({ of }) => of(contract))
    .map(({ kind, description }) => [dialect.statuses[kind], errorResponse(dialect, kind, description)])
  return {
    operationId: contract.id,
    tags: contract.tags,
    summary: contract.summary,
    ...(contract.description ? { description: contract.description } : {}),
    'x-access': contract.access,
    parameters: [...parametersOf(contract.params, 'path'), ...parametersOf(contract.query, 'query')],
    ...(takesBody(contract) ? { requestBody: requestBody(contract) } : {}),
    responses: {
      [contract.status]: {
        description: 'Success',
        headers: rateHeaders,
        ...(contract.status === 204
          ? {}
          : { content: { 'application/json': { schema: jsonSchema(contract.response, 'output') } } }),
      },
      ...Object.fromEntries(failed),
    },
    ...(contract.access === 'anyone' ? { security: [] } : {}),
  }
}

const integer = { schema: { type: 'integer' } }
const rateHeaders = {
  'X-RateLimit-Limit': { description: 'Requests allowed per minute', ...integer },
  'X-RateLimit-Remaining': { description: 'Requests left in this minute', ...integer },
  'X-RateLimit-Reset': { description: 'Unix time at which the minute ends', ...integer },
}

function requestBody({ body, dialect }: Contract): Record<string, unknown> {
  const schema = jsonSchema(body, 'input')
  return { required: true, content: Object.fromEntries(dialect.bodies.map((type) => [type, { schema }])) }
}

function errorResponse({ error }: Dialect, kind: ProblemKind, description: string): Record<string, unknown> {
  return {
    description,
    ...(kind === 'rate_limited'
      ? {
          headers: {
            'Retry-After': { description: 'Seconds to wait before trying again', ...integer },
            ...rateHeaders,
          },
        }
      : {}),
    content: { 'application/json': { schema: jsonSchema(error, 'output') } },
  }
}

const objectSchema = z.object({
  properties: z.record(z.string(), z.record(z.string(), z.unknown())).default({}),
  required: z.array(z.string()).default([]),
})

function parametersOf(schema: z.ZodObject, place: 'path' | 'query'): Record<string, unknown>[] {
  const { properties, required } = objectSchema.parse(jsonSchema(schema, 'input'))
  return Object.entries(properties).map(([name, { description, ...rest }]) => ({
    name,
    in: place,
    required: place === 'path' || required.includes(name),
    ...(description === undefined ? {} : { description }),
    schema: rest,
  }))
}
