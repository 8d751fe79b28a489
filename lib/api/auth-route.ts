import { randomUUID } from 'node:crypto'
import NextAuth, { type NextAuthOptions } from 'next-auth'
import { authOptions } from '@/lib/access/auth'
import { rememberDevice } from '@/lib/access/known-device'
import { pathOnSite } from '@/lib/access/path'
import { config } from '@/lib/config'
import { readText } from './body'
import { product } from './dialect'
import { failure, toProblem } from './failure'
import { answerOptions, methodNotAllowed } from './methods'
import { Problem } from './problem'

// next-auth answers many unexpected requests with 500, and accepts more than we need: scopes from the query, text for our log. So this passes on
// only what next-auth should see, and refuses the rest with a proper error message.

type Method = 'GET' | 'POST'
type ProviderType = 'oauth' | 'credentials'

/** The routes under /api/auth: the methods of each action, without a provider or with one of a given type. */
const actions: Readonly<Record<string, Partial<Record<ProviderType | 'none', readonly Method[]>>>> = {
  csrf: { none: ['GET'] },
  providers: { none: ['GET'] },
  session: { none: ['GET'] },
  error: { none: ['GET'] },
  signin: { none: ['GET'], oauth: ['POST'] },
  signout: { none: ['GET', 'POST'] },
  callback: { oauth: ['GET'], credentials: ['POST'] },
}

/** Plenty for a password of 1,000 characters, all percent-encoded. */
const MAX_BYTES = 50_000

type AuthRequest = {
  method: Method
  query: Record<string, unknown>
  body: Record<string, string> | undefined
  cookies: Record<string, string>
  headers: Record<string, string>
}

/** Handles a request under /api/auth. */
export async function serveAuth(request: Request): Promise<Response> {
  const requestId = randomUUID()
  try {
    let signedIn: string | undefined
    const options = authOptions(request.headers, (userId) => (signedIn = userId))
    const handle: (request: AuthRequest, answer: Answer) => Promise<void> = NextAuth(options)
    const answer = new Answer()
    await handle(await readRequest(request, providersOf(options)), answer)
    const response = answer.toResponse()
    if (signedIn !== undefined) response.headers.append('Set-Cookie', rememberDevice(request.headers, signedIn))
    return response
  } catch (error) {
    return failure(product, toProblem(error, requestId, product), requestId)
  }
}

/** The action, provider, and methods of a path under /api/auth. @throws Problem for a path that doesn't exist */
function routeOf(
  request: Request,
  providers: ReadonlyMap<string, ProviderType>,
): { action: string; provider: string | undefined; allowed: readonly Method[] } {
  const { pathname } = new URL(request.url)
  const [action = '', provider, ...more] = pathname.split('/').slice(3)
  const type = provider === undefined ? 'none' : providers.get(provider)
  const allowed = Object.hasOwn(actions, action) && type && more.length === 0 ? actions[action]?.[type] : undefined
  if (!allowed) throw new Problem('not_found', `There’s nothing at ${pathname}.`)
  return { action, provider, allowed }
}

/** Handles OPTIONS under /api/auth, and methods that Next.js doesn't know (methods.ts). */
export async function optionsOfAuth(request: Request): Promise<Response> {
  try {
    const { allowed } = routeOf(request, providersOf(authOptions(request.headers, () => {})))
    return await answerOptions(product, allowed, request)
  } catch (error) {
    const requestId = randomUUID()
    return failure(product, toProblem(error, requestId, product), requestId)
  }
}

/** @throws Problem for a path that doesn't exist or a method it doesn't accept */
async function readRequest(request: Request, providers: ReadonlyMap<string, ProviderType>): Promise<AuthRequest> {
  const { action, provider, allowed } = routeOf(request, providers)
  const { searchParams } = new URL(request.url)
  const method = allowed.find((one) => one === (request.method === 'HEAD' ? 'GET' : request.method))
  if (!method) throw methodNotAllowed(allowed, request.method)
  return {
    method,
    query: { ...queryOf(action, searchParams), nextauth: provider === undefined ? [action] : [action, provider] },
    body: method === 'POST' ? await readForm(request) : undefined,
    cookies: cookiesOf(request.headers),
    headers: Object.fromEntries(request.headers),
  }
}

/** Provider types by ID. Providers created with Credentials have their ID in their options. */
function providersOf({ providers }: NextAuthOptions): Map<string, ProviderType> {
  return new Map(
    providers.map(({ id, type, options }) => [
      typeof options?.id === 'string' ? options.id : id,
      type === 'credentials' ? 'credentials' : 'oauth',
    ]),
  )
}

/** The query parameters to pass on: all of them when another site calls back, otherwise only the callback URL and an error code. */
function queryOf(action: string, parameters: URLSearchParams): Record<string, string> {
  const error = parameters.get('error')
  return {
    ...(action === 'callback' ? Object.fromEntries(parameters) : {}),
    ...callbackUrl(parameters.get('callbackUrl')),
    ...(error === null ? {} : { error: /^[\w:-]{1,80}$/.test(error) ? error : 'Default' }),
  }
}

/** Keeps a callback URL only if it's on this site. */
function callbackUrl(given: string | null | undefined): { callbackUrl?: string } {
  const path = given ? pathOnSite(given, new URL(config().baseUrl).origin) : null
  return path === null ? {} : { callbackUrl: path }
}

async function readForm(request: Request): Promise<Record<string, string>> {
  const type = request.headers.get('content-type')?.split(';')[0]?.trim().toLowerCase()
  if (type !== 'application/x-www-form-urlencoded')
    throw new Problem(
      'unsupported_media_type',
      'The body must be form-encoded, with Content-Type: application/x-www-form-urlencoded.',
    )
  const { callbackUrl: given, ...fields } = Object.fromEntries(new URLSearchParams(await readText(request, MAX_BYTES)))
  return { ...fields, ...callbackUrl(given) }
}

function cookiesOf(headers: Headers): Record<string, string> {
  const pairs = (headers.get('cookie') ?? '').split(/;\s*/).flatMap((pair): [string, string][] => {
    const equals = pair.indexOf('=')
    const value = decoded(pair.slice(equals + 1))
    if (equals < 1 || value === null) return []
    const name = pair.slice(0, equals)
    // next-auth answers 500 if it can't parse this cookie.
    return name.endsWith('next-auth.callback-url') && callbackUrl(value).callbackUrl === undefined
      ? []
      : [[name, value]]
  })
  return Object.fromEntries(pairs)
}

function decoded(text: string): string | null {
  try {
    return decodeURIComponent(text)
  } catch {
    return null
  }
}

/** The response object for next-auth: only the parts of Node's that it uses. */
class Answer {
  #status = 200
  readonly #headers = new Map<string, string | string[]>()
  #body = ''

  status(status: number): this {
    this.#status = status
    return this
  }

  getHeader(name: string): string | string[] | undefined {
    return this.#headers.get(name.toLowerCase())
  }

  setHeader(name: string, value: string | string[]): this {
    this.#headers.set(name.toLowerCase(), name === 'Location' ? explained(String(value)) : value)
    return this
  }

  json(body: { url: string }): void {
    const url = explained(body.url)
    // Otherwise, the form would treat it as success.
    if (url !== body.url) this.#status = 403
    this.send({ url })
  }

  send(body: unknown): void {
    if (typeof body === 'object') this.setHeader('Content-Type', 'application/json')
    this.#body = typeof body === 'string' ? body : JSON.stringify(body ?? '')
  }

  end(): void {}

  toResponse(): Response {
    const headers = new Headers({ 'Cache-Control': 'private, no-store' })
    for (const [name, value] of this.#headers) {
      for (const one of [value].flat()) headers.append(name, one)
    }
    return new Response(this.#body === '' ? null : this.#body, { status: this.#status, headers })
  }
}

/** Adds the reason when next-auth redirects to the sign-in page because its CSRF cookie is missing. */
function explained(url: string): string {
  return /\/api\/auth\/sign(in|out)\?csrf=true$/.test(url) ? `${config().baseUrl}/sign-in?error=CookieMissing` : url
}
