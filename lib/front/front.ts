import { randomUUID } from 'node:crypto'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { Socket } from 'node:net'
import { METHOD_HEADER, PATH_HEADER, readablePath } from '@/lib/access/path'
import { protect, STRICT_TRANSPORT } from '@/lib/access/security-headers'
import { dialectOf } from '@/lib/api/dialect'
import { Problem, type ProblemKind } from '@/lib/api/problem'
import { waitInWords } from '@/lib/api/words'
import type { TrustProxy } from '@/lib/tracking/forwarded'
import type { Tracker } from '@/lib/tracking/tracker'
import { dropBody, hasBody, maxBodyOf, receiveBody } from './body'
import { answerBroken } from './broken'
import { settleForwarded } from './forwarded'
import { toOriginForm } from './target'

/** Time limits for headers, and for the body after them, in ms. */
const PATIENCE = { headers: 10_000, body: 10_000 }

/**
 * How long a connection may be idle, in ms. Longer than proxies keep theirs (60 s at nginx and at AWS), so it's the client that closes it. If the server
 * did, a request that's on its way at that moment would be lost: the proxy answers it with a 502. Node's default is 5 s.
 */
const KEEP_ALIVE = 75_000

/** Methods that API routes can have. Next.js supports no others. */
const apiMethods = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'] as const
const isApi = (url: string): boolean => /^\/api([/?]|$)/.test(url)
const isApiMethod = (method: string): boolean => apiMethods.some((one) => one === method)

export type Render = (request: IncomingMessage, response: ServerResponse) => Promise<void>

export type FrontOptions = {
  tracker: Pick<Tracker, 'handle'>
  /** Handles everything except tracking paths. */
  render: Render
  trust: TrustProxy
  baseUrl: string
  isDevelopment: boolean
  /** For tests. */
  patience?: typeof PATIENCE
}

/**
 * Creates the HTTP server. Every request passes through here first, so handlers can rely on the following: the target is in origin form, the body
 * has arrived and isn't too long, this kind of path supports the method, and X-Forwarded-* contain only what TRUST_PROXY allows.
 */
export function createFront({
  tracker,
  render,
  trust,
  baseUrl,
  isDevelopment,
  patience = PATIENCE,
}: FrontOptions): Server {
  const isSecure = baseUrl.startsWith('https://')
  const { host } = new URL(baseUrl)
  /** Connections to close as soon as the client has the response. Further requests on them must not be processed. */
  const leaving = new Set<Socket>()

  function listen(request: IncomingMessage, response: ServerResponse): void {
    if (leaving.size > 0 && leaving.has(request.socket)) return
    if (isSecure) response.setHeader('Strict-Transport-Security', STRICT_TRANSPORT)
    const next = toOriginForm(request) ? answer : answerNoPath
    if (!hasBody(request)) next(request, response)
    else {
      receiveBody(request, response, patience.body, (outcome) => {
        if (typeof outcome === 'object') next(outcome, response)
        else if (outcome === 'too_large')
          refuse(
            request,
            response,
            outcome,
            `The body must be at most ${maxBodyOf(request.url).toLocaleString('en-US')} bytes.`,
          )
        else
          refuse(
            request,
            response,
            outcome,
            `The body must arrive within ${waitInWords(Math.ceil(patience.body / 1000))}.`,
          )
      })
    }
  }

  function answer(request: IncomingMessage, response: ServerResponse): void {
    if (tracker.handle(request, response)) return
    const url = readablePath(request.url ?? '')
    request.url = url
    protect(request, response, isDevelopment)
    settleForwarded(trust, request, host)
    request.headers[PATH_HEADER] = url
    delete request.headers[METHOD_HEADER]
    if (isApi(url)) hideMethod(request)
    else if (!isDevelopment && request.method !== 'GET' && request.method !== 'HEAD')
      return answerPageMethod(request, response)
    render(request, response).catch((error: unknown) => {
      console.error(error)
      response.destroy()
    })
  }

  /** Rejects the request: discards what the client still sends, then closes the connection. */
  function refuse(request: IncomingMessage, response: ServerResponse, kind: ProblemKind, message: string): void {
    const { socket } = request
    leaving.add(socket)
    socket.once('close', () => leaving.delete(socket))
    protect(request, response, isDevelopment)
    const requestId = randomUUID()
    const dialect = dialectOf(request.url ?? '')
    const [type, text] = isApi(request.url ?? '')
      ? ['application/json', JSON.stringify(dialect.renderError(new Problem(kind, message), requestId))]
      : ['text/plain; charset=utf-8', `${message}\n`]
    const headers = {
      'Content-Type': type,
      'Content-Length': Buffer.byteLength(text),
      'Cache-Control': 'private, no-store',
      'X-Request-Id': requestId,
      Connection: 'close',
    }
    response.writeHead(dialect.statuses[kind], headers)
    response.flushHeaders()
    response.write(text)
    if (kind === 'timeout') response.end()
    else dropBody(request, () => response.end())
  }

  const timeouts = {
    headersTimeout: patience.headers,
    // Bodies have their own timer, with a better message. This one is a safety net.
    requestTimeout: 2 * (patience.headers + patience.body),
    connectionsCheckingInterval: patience.headers / 10,
    keepAliveTimeout: KEEP_ALIVE,
  }
  const server = createServer(timeouts, listen)
  // A request isn't rejected for its Expect header. receiveBody sends 100 Continue where needed.
  server.on('checkContinue', listen).on('checkExpectation', listen)
  answerBroken(server)
  return server
}

/** Routes methods that Next.js doesn't support to the OPTIONS handler, which knows the route's methods (lib/api/methods.ts). */
function hideMethod(request: IncomingMessage): void {
  const { method = '' } = request
  if (isApiMethod(method)) return
  request.headers[METHOD_HEADER] = method
  request.method = 'OPTIONS'
}

/** Pages and files are read-only. */
function answerPageMethod({ method, url = '', headers }: IncomingMessage, response: ServerResponse): void {
  // A form submitted before the page's scripts have loaded: redirect to the page.
  const isForm = method === 'POST' && headers['content-type']?.startsWith('application/x-www-form-urlencoded')
  if (isForm) say(response, 303, 'See the page.', { Location: url.replace(/^[/\\]+/, '/') })
  else say(response, 405, `This page doesn't support ${method}. Use GET.`, { Allow: 'GET, HEAD' })
}

function answerNoPath({ method, url }: IncomingMessage, response: ServerResponse): void {
  if (method === 'OPTIONS' && url === '*') response.writeHead(204, { Allow: apiMethods.join(', ') }).end()
  else say(response, 400, 'The request target must be a path or an http URL.', { Connection: 'close' })
}

function say(
  response: ServerResponse,
  status: number,
  message: string,
  headers: Readonly<Record<string, string>>,
): void {
  const text = `${message}\n`
  response
    .writeHead(status, {
      'Content-Type': 'text/plain; charset=utf-8',
      'Content-Length': Buffer.byteLength(text),
      'Cache-Control': 'no-store',
      ...headers,
    })
    .end(text)
}
