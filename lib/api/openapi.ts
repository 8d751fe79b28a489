import { z } from 'zod'
import { statuses, type Dialect } from './dialect'
import type { Operation } from './operation'

const security = {
  'X-Api-Key': { type: 'apiKey', in: 'header', name: 'X-Api-Key' },
  'API-KEY': { type: 'apiKey', in: 'header', name: 'API-KEY' },
  Bearer: { type: 'http', scheme: 'bearer' },
} as const

/** What can go wrong for a caller, by status. */
const failures: readonly (readonly [number, string])[] = [
  [statuses.invalid, 'A parameter or field is wrong; the message names it.'],
  [statuses.unauthorized, 'No valid API key.'],
  [statuses.forbidden, 'The caller may not do this.'],
  [statuses.rate_limited, 'Too many requests. Retry-After says when to come back.'],
]

/** Renders operations as an OpenAPI 3.1 document. Those that only browsers may call are left out: nobody could use them by the document. */
export function openApi(operations: readonly Operation[], baseUrl: string): Record<string, unknown> {
  const documented = operations.filter(({ sessionOnly, path }) => !sessionOnly && !path.startsWith('/api/app/'))
  const paths: Record<string, Record<string, unknown>> = {}
  for (const operation of documented) {
    paths[operation.path] = { ...paths[operation.path], [operation.method.toLowerCase()]: renderOperation(operation) }
  }
  return {
    openapi: '3.1.0',
    info: {
      title: 'Tributary',
      version: '1',
      description: 'Publisher analytics that you run yourself: clicks, and what follows them.',
      license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
    },
    servers: [{ url: baseUrl }],
    security: Object.keys(security).map((name) => ({ [name]: [] })),
    paths,
    components: { securitySchemes: security },
  }
}

function renderOperation(operation: Operation): Record<string, unknown> {
  const body = operation.body instanceof z.ZodUndefined ? undefined : schemaOf(operation.body, 'input')
  return {
    operationId: operation.id,
    tags: operation.tags,
    summary: operation.summary,
    ...(operation.description ? { description: operation.description } : {}),
    'x-access': operation.access,
    parameters: [...parametersOf(operation.params, 'path'), ...parametersOf(operation.query, 'query')],
    ...(body ? { requestBody: { required: true, content: { 'application/json': { schema: body } } } } : {}),
    responses: {
      [operation.status]: {
        description: 'Success',
        headers: rateHeaders,
        ...(operation.status === 204 ? {} : { content: { 'application/json': { schema: schemaOf(operation.response, 'output') } } }),
      },
      ...Object.fromEntries(failures.map(([status, description]) => [status, errorResponse(operation.dialect, status, description)])),
    },
    ...(operation.access === 'anyone' ? { security: [] } : {}),
  }
}

const integer = { schema: { type: 'integer' } }
const rateHeaders = {
  'X-RateLimit-Limit': { description: 'Requests allowed in a minute', ...integer },
  'X-RateLimit-Remaining': { description: 'Requests left in this minute', ...integer },
  'X-RateLimit-Reset': { description: 'Unix time at which the minute ends', ...integer },
}

function errorResponse({ error }: Dialect, status: number, description: string): Record<string, unknown> {
  return {
    description,
    ...(status === statuses.rate_limited ? { headers: { 'Retry-After': { description: 'Seconds', ...integer }, ...rateHeaders } } : {}),
    content: { 'application/json': { schema: schemaOf(error, 'output') } },
  }
}

const objectSchema = z.object({ properties: z.record(z.string(), z.record(z.string(), z.unknown())).default({}), required: z.array(z.string()).default([]) })

function parametersOf(schema: z.ZodObject, place: 'path' | 'query'): Record<string, unknown>[] {
  const { properties, required } = objectSchema.parse(schemaOf(schema, 'input'))
  return Object.entries(properties).map(([name, { description, ...rest }]) => ({
    name,
    in: place,
    required: place === 'path' || required.includes(name),
    ...(description === undefined ? {} : { description }),
    schema: rest,
  }))
}

function schemaOf(schema: z.ZodType, io: 'input' | 'output'): Record<string, unknown> {
  const { $schema: _, ...rest } = z.toJSONSchema(schema, { io, unrepresentable: 'any', target: 'draft-2020-12', reused: 'inline' })
  return rest
}
