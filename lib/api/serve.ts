import { randomUUID } from 'node:crypto'
import { z } from 'zod'
import { TooManyAttempts } from '../access/attempts'
import type { Caller } from '../access/caller'
import { originOf } from '../access/origin'
import type { RateState } from '../access/rate-limit'
import { Refused, type RefusalKind } from '../access/refused'
import { resolveCaller, type Anonymous } from '../access/resolve'
import { config } from '../config'
import { isAway, isDiskFull } from '../database/away'
import { database } from '../database/client'
import { AWAY, RETRY_AFTER } from './away'
import { product, type Dialect } from './dialect'
import { takesBody, type Operation } from './operation'
import { readBody } from './body'
import { check, readQuery } from './parse'
import { Problem } from './problem'
import { listed } from './words'

type Context = { params: Promise<Record<string, string | string[] | undefined> | undefined> }
export type Handler = (request: Request, context: Context) => Promise<Response>
type Handlers = Record<Operation['method'] | 'OPTIONS', Handler>

/**
 * Makes the route handlers of operations that share a path. Every route exports all of them, so that a method that is not served is told
 * which are: `export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = serve(listThings, createThing)`.
 */
export function serve(...operations: [Operation, ...Operation[]]): Handlers {
  const [{ dialect }] = operations
  const methods = operations.map(({ method }) => method)
  // Next.js answers HEAD with what GET says.
  const headers = { Allow: ['OPTIONS', ...methods, ...(methods.includes('GET') ? ['HEAD'] : [])].join(', ') }
  const refuse: Handler = async ({ method }) => failure(dialect, new Problem('method_not_allowed', `The method must be ${listed(methods)} here, not ${method}.`, [], headers), randomUUID())
  const tell: Handler = async () => new Response(null, { status: 204, headers })
  const none: Handlers = { GET: refuse, POST: refuse, PUT: refuse, PATCH: refuse, DELETE: refuse, OPTIONS: tell }
  return Object.assign(none, Object.fromEntries(operations.map((operation) => [operation.method, handlerOf(operation)])))
}

/** The handler carries its operation, for the test of all routes. */
function handlerOf(operation: Operation): Handler {
  return Object.assign((request: Request, context: Context) => respond(operation, request, context), { operation })
}

/** Answers a path that nothing is served at, in the words of the family whose paths begin like it. */
export async function respondUnknown(operations: readonly Operation[], request: Request): Promise<Response> {
  const { pathname } = new URL(request.url)
  const [, , family] = pathname.split('/')
  const { dialect } = operations.find(({ path }) => path.split('/')[2] === family) ?? { dialect: product }
  return failure(dialect, new Problem('not_found', `Nothing is served at ${pathname}. What is stands in ${config().baseUrl}/api/openapi.json.`), randomUUID())
}

function failure(dialect: Dialect, problem: Problem, requestId: string, headers = headersOf(requestId)): Response {
  for (const [name, value] of Object.entries(problem.headers)) headers.set(name, value)
  return Response.json(dialect.renderError(problem, requestId), { status: dialect.statuses[problem.kind], headers })
}

const headersOf = (requestId: string) => new Headers({ 'X-Request-Id': requestId, 'Cache-Control': 'private, no-store' })

async function respond(operation: Operation, request: Request, context: Context): Promise<Response> {
  const requestId = randomUUID()
  const headers = headersOf(requestId)
  try {
    const caller = await admit(operation, request, headers)
    // Routes without a dynamic part get none at all.
    const params = check(operation.params, (await context.params) ?? {})
    const query = check(operation.query, readQuery(new URL(request.url).searchParams))
    const body = takesBody(operation) ? check(operation.body, await readBody(request, operation)) : undefined
    const answer = await perform(operation, caller, { params, query, body, from: originOf(request.headers) })
    if (operation.status === 204) return new Response(null, { status: 204, headers })
    return operation.file ? sendFile(operation.file, pieces.parse(answer), headers) : Response.json(answer, { status: operation.status, headers })
  } catch (error) {
    return failure(operation.dialect, toProblem(error, requestId), requestId, headers)
  }
}

const pieces = z.custom<AsyncIterable<string>>((value) => typeof value === 'object' && value !== null && Symbol.asyncIterator in value)

/** Sends text as it is made, no faster than it is taken, so that a file of any size fits into memory. */
function sendFile({ type, name }: NonNullable<Operation['file']>, text: AsyncIterable<string>, headers: Headers): Response {
  headers.set('Content-Type', type)
  headers.set('Content-Disposition', `attachment; filename="${name}"`)
  const iterator = text[Symbol.asyncIterator]()
  const encoder = new TextEncoder()
  const stream = new ReadableStream({
    async pull(controller) {
      const next = await iterator.next()
      if (next.done) controller.close()
      else controller.enqueue(encoder.encode(next.value))
    },
    async cancel() {
      await iterator.return?.()
    },
  })
  return new Response(stream, { headers })
}

/** Runs an operation for somebody who was let in. Outside production its answer is held to the declared response. */
export async function perform(operation: Operation, caller: Caller | null, input: Parameters<Operation['run']>[1]): Promise<unknown> {
  // `run` relies on it: its type promises a caller wherever access is not 'anyone'.
  if (operation.access !== 'anyone' && !caller) throw new Error(`${operation.id} was reached without a caller`)
  const answer = await operation.run(caller, input)
  return config().environment === 'production' ? answer : operation.response.parse(answer)
}

/** Says who calls, if they may. */
async function admit(operation: Operation, request: Request, headers: Headers): Promise<Caller | null> {
  const found = await resolveCaller(database(), request.headers)
  const caller = 'problem' in found ? null : found
  if (caller?.via.kind === 'apiKey') limitCalls(caller.via.rate, headers)
  if (caller?.via.kind === 'session' && operation.method !== 'GET') refuseForeignOrigin(request)
  if (operation.access === 'anyone') return caller
  if (!caller) throw unauthorized(operation, 'problem' in found ? found.problem : 'none')
  authorize(operation, caller)
  return caller
}

/** @throws Problem unless the caller may call the operation. */
export function authorize(operation: Operation, caller: Caller): void {
  if (operation.access !== 'anyone' && !caller.permissions.has(operation.access)) {
    throw new Problem('forbidden', `This ${caller.via.kind === 'apiKey' ? 'API key' : 'user'} does not have the access "${operation.access}".`)
  }
  if (operation.sessionOnly && caller.via.kind !== 'session') {
    throw new Problem('forbidden', 'API keys can not do this: sign in with a browser.')
  }
}

function limitCalls(state: RateState, headers: Headers): void {
  headers.set('X-RateLimit-Limit', String(state.limit))
  headers.set('X-RateLimit-Remaining', String(state.remaining))
  headers.set('X-RateLimit-Reset', String(Math.ceil(Date.now() / 1000) + state.resetAfter))
  if (!state.allowed) {
    throw new Problem('rate_limited', `More than ${state.limit} requests in a minute. Try again in ${state.resetAfter} s.`, [], {
      'Retry-After': String(state.resetAfter),
    })
  }
}

/** A page of another site must not act with our visitor's cookie. Browsers send Origin with every such request. */
function refuseForeignOrigin(request: Request): void {
  const origin = request.headers.get('origin')
  const host = request.headers.get('x-forwarded-host') ?? request.headers.get('host')
  const ours = origin !== null && URL.canParse(origin) && (new URL(origin).host === host || origin === new URL(config().baseUrl).origin)
  if (!ours) throw new Problem('forbidden', 'This request does not come from a page of this site (its Origin header is missing or another).')
}

function unauthorized({ dialect }: Operation, problem: Anonymous['problem']): Problem {
  const send = dialect.keyHeader === 'Authorization' ? 'Authorization: Bearer YOUR_KEY' : `${dialect.keyHeader}: YOUR_KEY`
  const messages: Record<Anonymous['problem'], string> = {
    none: `No API key was sent. Send one as "${send}".`,
    invalid: 'This API key is not valid.',
    expired: 'This API key has expired.',
    revoked: 'This API key was revoked.',
    inactive: 'The user of this API key is not active.',
    no_api_access: 'API access is switched off for the user of this API key.',
  }
  return new Problem('unauthorized', messages[problem], [], { 'WWW-Authenticate': 'Bearer' })
}

/** Rules of lib/access name fields as the code does; every dialect of ours writes them in snake_case. */
function refusedField(kind: RefusalKind, name: string, message: string): Problem {
  const field = name.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)
  return new Problem(kind, `${field}: ${message}`, [{ field, message }])
}

/** Says of unforeseen errors only that there was one; the log has the rest under the same id. */
export function toProblem(error: unknown, requestId: string): Problem {
  if (error instanceof Problem) return error
  if (error instanceof Refused) return error.field === null ? new Problem(error.kind, error.message) : refusedField(error.kind, error.field, error.message)
  if (error instanceof TooManyAttempts) {
    return new Problem('rate_limited', `Too many attempts. Try again in ${error.seconds} s.`, [], { 'Retry-After': String(error.seconds) })
  }
  if (isAway(error)) {
    const text = isDiskFull(error) ? "The server's disk is full, so this can't be saved. Nothing was changed. Try again once there is room." : AWAY
    console.error(`request ${requestId} failed: PostgreSQL is away: ${error instanceof Error ? error.message.trim().split('\n').at(-1) : String(error)}`)
    return new Problem('unavailable', text, [], { 'Retry-After': RETRY_AFTER })
  }
  console.error(`request ${requestId} failed:`, error)
  return new Problem('internal', `Something went wrong on our side. Tell support this id: ${requestId}.`)
}
