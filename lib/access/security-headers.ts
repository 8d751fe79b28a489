import { randomBytes } from 'node:crypto'
import type { IncomingMessage, ServerResponse } from 'node:http'

/** Header in which the server tells pages the nonce for their inline scripts. */
export const NONCE_HEADER = 'x-nonce'

/** Two years, for this host only: other hosts of the domain aren't ours to decide about. */
export const STRICT_TRANSPORT = 'max-age=63072000'

const always = {
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'strict-origin-when-cross-origin',
  'Permissions-Policy': 'accelerometer=(), browsing-topics=(), camera=(), display-capture=(), geolocation=(), gyroscope=(), magnetometer=(), microphone=(), payment=(), usb=()',
  // For browsers that don't know frame-ancestors.
  'X-Frame-Options': 'DENY',
} as const

/** Anything other than a page loads, runs and frames nothing, even if a browser can be made to show it. */
const DATA_POLICY = "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"

/**
 * Scripts run only with the request's nonce, and may load their own chunks (strict-dynamic). Style elements need it too. Style attributes are
 * allowed: the server writes bar widths and label positions into the page, and an attribute can't run anything.
 * In development, Next.js compiles in the browser (eval), adds styles as it goes, and talks over a web socket.
 */
function pagePolicy(nonce: string, isDevelopment: boolean): string {
  return [
    "default-src 'self'",
    `script-src 'nonce-${nonce}' 'strict-dynamic'${isDevelopment ? " 'unsafe-eval'" : ''}`,
    isDevelopment ? "style-src 'self' 'unsafe-inline'" : `style-src 'self' 'nonce-${nonce}'; style-src-attr 'unsafe-inline'`,
    "img-src 'self' data:",
    `connect-src 'self'${isDevelopment ? ' ws: wss:' : ''}`,
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
  ].join('; ')
}

const isPage = (url: string): boolean => !/^\/(api|_next\/(static|image))([/?]|$)/.test(url)

/**
 * Sets the security headers of every response except those of tracking links, which have their own (lib/tracking/tracker.ts).
 * A page's policy also goes to Next.js, which puts the nonce on its scripts. Whatever the client sent in these headers is dropped.
 */
export function protect(request: IncomingMessage, response: ServerResponse, isDevelopment: boolean): void {
  for (const [name, value] of Object.entries(always)) response.setHeader(name, value)
  delete request.headers['content-security-policy']
  delete request.headers['content-security-policy-report-only']
  delete request.headers[NONCE_HEADER]
  let policy = DATA_POLICY
  if (isPage(request.url ?? '')) {
    const nonce = randomBytes(16).toString('base64')
    policy = pagePolicy(nonce, isDevelopment)
    request.headers[NONCE_HEADER] = nonce
    request.headers['content-security-policy'] = policy
  }
  response.setHeader('Content-Security-Policy', policy)
}
