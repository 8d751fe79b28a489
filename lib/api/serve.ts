import { randomUUID } from 'node:crypto'
import { isDeepStrictEqual } from 'node:util'
import { z } from 'zod'
import type { Caller, RateState } from '@/lib/identity/caller'
import { presentedApiKey } from '@/lib/access/api-keys'
import { originOf } from '@/lib/identity/origin'

import { resolveCaller, type Anonymous } from '@/lib/access/resolve'
import { config } from '@/lib/config'
import { database } from '@/lib/database/client'
import { askAs, type Asker } from '@/lib/events/asker'
import { readBody } from './body'
import { pathOf, takesBody, type Contract } from './contract'
import { isFromOurPage, isOpen, openToPages, shareWithPage } from './cors'
import { dialectOf, product } from './dialect'
import { failure, headersOf, toProblem } from './failure'
import type { Operation } from './operation'
import { check } from './parse'
import { Problem } from './problem'
import { readParams, readQuery } from './query'
import { waitInWords } from './words'

/** Answers 404 for an unknown path, in the format of the API family it belongs to. */
export async function respondUnknown(request: Request): Promise<Response> {
  const { pathname } = new URL(request.url)
  return failure(
    dialectOf(pathname),
    new Problem(
      'not_found',
      `There’s nothing at ${pathname}. See ${config().baseUrl}/api/openapi.json for the available operations.`,
    ),
    randomUUID(),
  )
}

/** Serves an operation over HTTP. `pathValues` are the values of the path's parameters. */
export async function respond(
  operation: Operation,
  request: Request,
  pathValues: Readonly<Record<string, string>>,
): Promise<Response> {
  const requestId = randomUUID()
  const headers = headersOf(requestId)
  const { contract } = operation
  try {
    const caller = await admit(contract, request, headers)
    const params = readParams(contract, pathValues)
    const query = readQuery(contract, new URL(request.url).searchParams)
    const body = takesBody(contract) ? check(contract.body, await readBody(request, contract)) : undefined
    const ifMatch = request.headers.get('if-match')
    const acceptLanguage = request.headers.get('accept-language')
    const answer = await perform(
      operation,
      caller,
      { params, query, body, from: originOf(request.headers), ifMatch, acceptLanguage },
      'api',
    )
    if (contract.status === 204) return new Response(null, { status: 204, headers })
    return contract.file
      ? sendFile(contract.file, params, pieces.parse(answer), headers)
      : Response.json(answer, { status: contract.status, headers })
  } catch (error) {
    return failure(contract.dialect, toProblem(error, requestId, contract.dialect), requestId, headers)
  }
}

const pieces = z.custom<AsyncIterable<string | Uint8Array>>(
  (value) => typeof value === 'object' && value !== null && Symbol.asyncIterator in value,
)

/** Streams a file as it's produced, no faster than the client reads it, so memory use doesn't depend on the file's size. */
function sendFile(
  { type, name }: NonNullable<Contract['file']>,
  params: Readonly<Record<string, unknown>>,
  content: AsyncIterable<string | Uint8Array>,
  headers: Headers,
): Response {
  headers.set('Content-Type', type)
  headers.set('Content-Disposition', `attachment; filename="${pathOf({ path: name }, params)}"`)
  const iterator = content[Symbol.asyncIterator]()
  const encoder = new TextEncoder()
  const stream = new ReadableStream({
    async pull(controller) {
      const next = await iterator.next()
      if (next.done) controller.close()
      else controller.enqueue(typeof next.value === 'string' ? encoder.encode(next.value) : next.value)
    },
    async cancel() {
      await iterator.return?.()
    },
  })
  return new Response(stream, { headers })
}

/**
 * Runs an operation for an authorized caller. Outside production, also checks that the response is what's declared, without a field more: production
 * sends it as it is.
 */
export async function perform(
  operation: Operation,
  caller: Caller | null,
  input: Parameters<Operation['run']>[1],
  surface: Asker['surface'],
): Promise<unknown> {
  const { contract } = operation
  // `run` relies on this: its type promises a caller unless access is 'anyone'.
  if (contract.access !== 'anyone' && !caller) throw new Error(`${contract.id} was called without a caller`)
  const answer = await askAs({ operation: contract.id, surface, caller: caller?.via.kind ?? 'anonymous' }, () =>
    operation.run(caller, input),
  )
  return config().environment === 'production' ? answer : declared(contract, answer)
}

function declared({ id, response, file }: Contract, answer: unknown): unknown {
  const parsed = response.parse(answer)
  if (!file && !isDeepStrictEqual(asSent(parsed), asSent(answer)))
    throw new Error(`${id} responds with undeclared fields`)
  return parsed
}

const asSent = (answer: unknown): unknown => JSON.parse(JSON.stringify(answer ?? null))

/** Finds the caller and checks that they can call the contract. */
async function admit(contract: Contract, request: Request, headers: Headers): Promise<Caller | null> {
  if (contract.dialect !== product) headers.set('Vary', 'Origin')
  if (isOpen(contract)) openToPages(headers)
  const found = await resolveCaller(database(), request.headers)
  const caller = 'problem' in found ? null : found
  if (caller?.via.kind === 'apiKey') {
    if (!isOpen(contract)) shareWithPage(contract, caller.via.allowedOrigins, request, headers)
    limitCalls(caller.via.rate, headers)
  }
  if (caller?.via.kind === 'session' && contract.method !== 'GET' && !isFromOurPage(request)) {
    throw new Problem(
      'forbidden',
      'This request must come from a page on this site, but its Origin header is missing or names another site.',
    )
  }
  if (contract.access === 'anyone') return caller
  if (!caller)
    throw unauthorized(
      contract,
      'problem' in found ? found : { problem: 'none' },
      presentedApiKey(request.headers) === undefined,
    )
  authorize(contract, caller)
  return caller
}

/** @throws Problem unless the caller can call the operation */
export function authorize(contract: Contract, caller: Caller): void {
  if (contract.access !== 'anyone' && !caller.permissions.has(contract.access)) {
    throw new Problem(
      'forbidden',
      `This ${caller.via.kind === 'apiKey' ? 'API key' : 'user'} doesn’t have the "${contract.access}" permission.`,
    )
  }
  if (contract.sessionOnly && caller.via.kind !== 'session') {
    throw new Problem('forbidden', 'This isn’t available to API keys. Sign in and do it in the browser.')
  }
}

function limitCalls(state: RateState, headers: Headers): void {
  headers.set('X-RateLimit-Limit', String(state.limit))
  headers.set('X-RateLimit-Remaining', String(state.remaining))
  headers.set('X-RateLimit-Reset', String(Math.ceil(Date.now() / 1000) + state.resetAfter))
  if (!state.allowed) {
    throw new Problem(
      'rate_limited',
      `You sent more than ${state.limit} requests in a minute. Try again in ${waitInWords(state.resetAfter)}.`,
      [],
      {
        'Retry-After': String(state.resetAfter),
      },
    )
  }
}

function unauthorized({ dialect }: Contract, anonymous: Anonymous, isBrowser: boolean): Problem {
  if (anonymous.problem === 'too_many_invalid') {
    const seconds = anonymous.retryAfter
    return new Problem(
      'rate_limited',
      `Too many invalid API keys were sent from your network. Try again in ${waitInWords(seconds)}.`,
      [],
      { 'Retry-After': String(seconds) },
    )
  }
  const send =
    dialect.keyHeader === 'Authorization' ? 'Authorization: Bearer YOUR_KEY' : `${dialect.keyHeader}: YOUR_KEY`
  const messages: Record<typeof anonymous.problem, string> = {
    none: `The API key is missing. Send it in a header: "${send}".`,
    invalid: 'This API key isn’t valid. Check that you copied all of it.',
    expired: 'This API key has expired. Create a new one.',
    revoked: 'This API key was revoked. Create a new one.',
    inactive: 'This API key’s owner isn’t active. Ask an admin for access.',
    no_api_access: 'API access is off for this API key’s owner. Ask an admin to turn it on.',
  }
  const isSignedOut = isBrowser && anonymous.problem !== 'none'
  return new Problem(
    'unauthorized',
    isSignedOut ? 'Your session has ended. Sign in again.' : messages[anonymous.problem],
    [],
    { 'WWW-Authenticate': 'Bearer' },
  )
}
