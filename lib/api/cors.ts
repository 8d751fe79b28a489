import { allowedBy, ANY_ORIGIN, originAllowed } from '@/lib/access/allowed-origins'
import { config } from '@/lib/config'
import { database } from '@/lib/database/client'
import { parseUrl } from '@/lib/url'
import { product, type Dialect } from './dialect'
import type { Contract } from './contract'
import { Problem } from './problem'

// CORS for pages on other sites that call the public API with a key. Each key lists the sites that can use it (docs/decisions/0015-cors.md).
// Cookies are never allowed, and neither are the paths of our own pages.

/** How long a browser can cache a preflight, in seconds. This is Chrome's maximum. */
const MAX_AGE = 7200
const REQUEST_HEADERS = 'Accept, API-Key, Authorization, Content-Type, If-Match, X-Api-Key'
const RESPONSE_HEADERS = 'Retry-After, X-RateLimit-Limit, X-RateLimit-Remaining, X-RateLimit-Reset, X-Request-Id'

/**
 * The response headers for a preflight. It doesn't include the key yet, so any valid key that allows the site is enough.
 * @param isForAll whether what's there is open to pages on any site
 */
export async function preflight(
  dialect: Dialect,
  methods: readonly Contract['method'][],
  { headers }: Request,
  isForAll: boolean,
): Promise<Headers> {
  if (dialect === product) return new Headers()
  const answer = new Headers({ Vary: 'Origin' })
  const origin = headers.get('origin')
  if (origin === null || !headers.has('access-control-request-method')) return answer
  const allowed = isForAll ? ANY_ORIGIN : await originAllowed(database(), origin)
  if (allowed === null) return answer
  answer.set('Access-Control-Allow-Origin', allowed)
  answer.set('Access-Control-Allow-Methods', methods.join(', '))
  answer.set('Access-Control-Allow-Headers', REQUEST_HEADERS)
  answer.set('Access-Control-Max-Age', String(MAX_AGE))
  return answer
}

/**
 * Lets a page on another site read the response, if the request's key allows the site.
 * @throws Problem if it doesn't
 */
export function shareWithPage(
  { dialect }: Contract,
  allowedOrigins: readonly string[],
  request: Request,
  headers: Headers,
): void {
  const origin = request.headers.get('origin')
  if (origin === null || isFromOurPage(request)) return
  const allowed = dialect === product ? null : allowedBy(allowedOrigins, origin)
  if (allowed === null) {
    const where =
      dialect === product
        ? 'This part of the API doesn’t accept API keys from web pages.'
        : `This API key can’t be used from pages on ${origin}. Add that site to the key’s allowed origins.`
    throw new Problem('forbidden', where)
  }
  headers.set('Access-Control-Allow-Origin', allowed)
  headers.set('Access-Control-Expose-Headers', RESPONSE_HEADERS)
}

/** Whether pages on any site can call an operation, without a key. Our own pages' operations are only for them. */
export const isOpen = ({ access, dialect }: Contract): boolean => access === 'anyone' && dialect !== product

/** Lets any page read the response. */
export function openToPages(headers: Headers): void {
  headers.set('Access-Control-Allow-Origin', ANY_ORIGIN)
  headers.set('Access-Control-Expose-Headers', RESPONSE_HEADERS)
}

/** Whether a page on this site sent the request. Browsers send Origin with every request that changes something or goes to another site. */
export function isFromOurPage({ headers }: Request): boolean {
  const origin = headers.get('origin')
  // The server sets this header according to TRUST_PROXY (lib/tracking/forwarded.ts).
  const host = headers.get('x-forwarded-host') ?? headers.get('host')
  return origin !== null && (parseUrl(origin)?.host === host || origin === new URL(config().baseUrl).origin)
}
