import { z } from 'zod'
import type { Dialect } from './dialect'
import { choicesOf, jsonSchema, namedJsonSchema, type JsonSchema } from './json-schema'
import { takesBody, type Contract } from './contract'
import type { ProblemKind } from './problem'
import { parametersOf } from './query'

const security = {
  'X-Api-Key': { type: 'apiKey', in: 'header', name: 'X-Api-Key' },
  'API-KEY': { type: 'apiKey', in: 'header', name: 'API-KEY' },
  Bearer: { type: 'http', scheme: 'bearer' },
} as const

/** Error responses, and which operations they apply to. */
const failures: readonly { kind: ProblemKind; description: string; of: (contract: Contract) => boolean }[] = [
  // Most families answer it like an invalid value, which is described next.
  { kind: 'malformed', description: 'The body isn’t valid JSON, or an ID isn’t one.', of: () => true },
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
  {
    kind: 'stale',
    description: 'The record changed since the time in If-Match.',
    of: ({ versioned }) => versioned === true,
  },
  { kind: 'timeout', description: 'The body took too long to arrive.', of: takesBody },
  { kind: 'too_large', description: 'The body is larger than 1,000,000 bytes.', of: takesBody },
  { kind: 'unsupported_media_type', description: 'Unsupported content type.', of: takesBody },
  { kind: 'rate_limited', description: 'Too many requests. Retry-After says when to try again.', of: () => true },
]

/** Schemas with an ID, by that name. */
type Components = Map<string, JsonSchema>

/** Renders operations as an OpenAPI 3.1 document. Leaves out those for our own pages and those that API keys can't call. */
export function openApi(contracts: readonly Contract[], baseUrl: string): Record<string, unknown> {
  const documented = contracts.filter(({ sessionOnly, path }) => !sessionOnly && !path.startsWith('/api/app/'))
  const paths: Record<string, Record<string, unknown>> = {}
  const components: Components = new Map()
  for (const contract of documented) {
    paths[contract.path] = {
      ...paths[contract.path],
      [contract.method.toLowerCase()]: renderOperation(contract, components),
    }
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
    components: { securitySchemes: security, schemas: Object.fromEntries(components) },
  }
}

function renderOperation(contract: Contract, components: Components): Record<string, unknown> {
  const { dialect } = contract
  const failed = failures
    .filter(({ of }) => of(contract))
    .map(({ kind, description }) => [dialect.statuses[kind], errorResponse(dialect, kind, description, components)])
  return {
    operationId: contract.id,
    tags: contract.tags,
    summary: contract.summary,
    ...(contract.description ? { description: contract.description } : {}),
    'x-access': contract.access,
    parameters: [
      ...pathParameters(contract.params),
      ...queryParameters(contract),
      ...(contract.versioned ? [ifMatch] : []),
    ],
    ...(takesBody(contract) ? { requestBody: requestBody(contract, components) } : {}),
    responses: {
      [contract.status]: {
        description: 'Success',
        headers: rateHeaders,
        ...(contract.status === 204
          ? {}
          : { content: { 'application/json': { schema: referring(contract.response, 'output', components) } } }),
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

const ifMatch = {
  name: 'If-Match',
  in: 'header',
  required: false,
  description: 'The record’s `updated_at`. The request is refused if the record changed since then.',
  schema: { type: 'string' },
}

function requestBody({ body, dialect }: Contract, components: Components): Record<string, unknown> {
  const schema = referring(body, 'input', components)
  return { required: true, content: Object.fromEntries(dialect.bodies.map((type) => [type, { schema }])) }
}

function errorResponse(
  { error }: Dialect,
  kind: ProblemKind,
  description: string,
  components: Components,
): Record<string, unknown> {
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
    content: { 'application/json': { schema: referring(error, 'output', components) } },
  }
}

/** The schema, which refers to components where it has named ones. */
function referring(schema: z.ZodType, io: 'input' | 'output', components: Components): JsonSchema {
  const { $defs = {}, ...rest } = namedJsonSchema(schema, io)
  for (const [name, definition] of Object.entries($defs)) {
    const component = inComponents.parse(JSON.parse(pointed(definition)))
    const known = components.get(name)
    if (known && JSON.stringify(known) !== JSON.stringify(component))
      throw new Error(`two different schemas are named ${name}`)
    components.set(name, component)
  }
  return inComponents.parse(JSON.parse(pointed(rest)))
}

const inComponents = z.record(z.string(), z.unknown())
const pointed = (schema: JsonSchema): string =>
  JSON.stringify(schema).replaceAll('"$ref":"#/$defs/', '"$ref":"#/components/schemas/')

function pathParameters(params: z.ZodObject): Record<string, unknown>[] {
  return Object.entries(jsonSchema(params, 'input').properties ?? {}).map(([name, schema]) =>
    parameter(name, 'path', true, typeof schema === 'object' ? schema : {}),
  )
}

function queryParameters({ query, dialect }: Contract): Record<string, unknown>[] {
  return parametersOf(query, dialect.spelling).map(({ names: [name], required, schema }) => ({
    ...parameter(name, 'query', required, schema),
    ...(choicesOf(schema).some(({ type }) => type === 'array') ? { style: 'form', explode: false } : {}),
  }))
}

function parameter(name: string, place: 'path' | 'query', required: boolean, { description, ...schema }: JsonSchema) {
  return { name, in: place, required, ...(description === undefined ? {} : { description }), schema }
}
